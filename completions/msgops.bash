
_clap_complete_msgops() {
    local IFS=$'\013' _CLAP_COMPLETE_SPACE=true open=none before told word
    if compopt +o nospace 2>/dev/null; then _CLAP_COMPLETE_SPACE=false; fi
    local words=("${COMP_WORDS[@]}")
    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then words[COMP_CWORD]="$2"; fi
    before=$(LC_ALL=C; printf %s "${COMP_LINE:0:COMP_POINT}")
    case ${before%"$2"} in
        *\') open=single ;;
        *\") open=double ;;
    esac
    COMPREPLY=()
    told=$(
        _CLAP_IFS="$IFS" \
        _CLAP_COMPLETE_INDEX="$COMP_CWORD" \
        _CLAP_COMPLETE_COMP_TYPE="$COMP_TYPE" \
        _CLAP_COMPLETE_SPACE="$_CLAP_COMPLETE_SPACE" \
        _MSGOPS_COMPLETE_OPEN="$open" \
        MSGOPS_COMPLETE=bash msgops -- "${words[@]}"
    ) || return
    [[ -n $told ]] || return
    while IFS= read -r -d $'\013' word; do
        COMPREPLY+=("$word")
    done < <(printf '%s\013' "$told")
    if [[ $_CLAP_COMPLETE_SPACE == false && "${COMPREPLY-}" =~ [=/:]$ ]]; then compopt -o nospace; fi
}
if [[ "${BASH_VERSINFO[0]}" -eq 4 && "${BASH_VERSINFO[1]}" -ge 4 || "${BASH_VERSINFO[0]}" -gt 4 ]]; then
    complete -o nospace -o bashdefault -o nosort -F _clap_complete_msgops msgops
else
    complete -o nospace -o bashdefault -F _clap_complete_msgops msgops
fi

