
set edit:completion:arg-completer[msgops] = { |@words|
    var index = (count $words)
    set index = (- $index 1)

    put (env _CLAP_IFS="\n" _CLAP_COMPLETE_INDEX=(to-string $index) MSGOPS_COMPLETE="elvish" msgops -- $@words) | to-lines
}

