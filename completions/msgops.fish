# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_msgops_global_optspecs
    string join \n p/profile= config= o/output= jq= columns= raw dry-run= timeout= tz= color= q/quiet v/verbose h/help V/version
end

function __fish_msgops_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_msgops_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_msgops_using_subcommand
    set -l cmd (__fish_msgops_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c msgops -n "__fish_msgops_needs_command" -s p -l profile -d 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]' -r
complete -c msgops -n "__fish_msgops_needs_command" -l config -d 'Profile file [env: MSGOPS_CONFIG]' -r -F
complete -c msgops -n "__fish_msgops_needs_command" -s o -l output -d 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''"
complete -c msgops -n "__fish_msgops_needs_command" -l jq -d 'Filter the result with a jq program; implies json' -r
complete -c msgops -n "__fish_msgops_needs_command" -l columns -d 'Columns of table and csv, in this order' -r
complete -c msgops -n "__fish_msgops_needs_command" -l dry-run -d 'Print the request with secrets masked and send nothing; `=curl` prints a curl command' -r -f -a "http\t''
curl\t''"
complete -c msgops -n "__fish_msgops_needs_command" -l timeout -d 'Time limit of one try [default: 30s]' -r
complete -c msgops -n "__fish_msgops_needs_command" -l tz -d 'Time zone of tables and of times without a zone [default: the machine\'s]' -r
complete -c msgops -n "__fish_msgops_needs_command" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c msgops -n "__fish_msgops_needs_command" -l raw -d 'The vendor\'s reply exactly as received'
complete -c msgops -n "__fish_msgops_needs_command" -s q -l quiet -d 'Only data and errors'
complete -c msgops -n "__fish_msgops_needs_command" -s v -l verbose -d 'What was asked of whom and how long it took; twice for headers and bodies'
complete -c msgops -n "__fish_msgops_needs_command" -s h -l help -d 'Print help'
complete -c msgops -n "__fish_msgops_needs_command" -s V -l version -d 'Print version'
complete -c msgops -n "__fish_msgops_needs_command" -f -a "send" -d 'Send messages'
complete -c msgops -n "__fish_msgops_needs_command" -f -a "upload" -d 'Upload a file for later media templates'
complete -c msgops -n "__fish_msgops_needs_command" -f -a "topics" -d 'To be written'
complete -c msgops -n "__fish_msgops_needs_command" -f -a "tasks" -d 'To be written'
complete -c msgops -n "__fish_msgops_needs_command" -f -a "records" -d 'To be written'
complete -c msgops -n "__fish_msgops_needs_command" -f -a "token" -d 'Look at, hand on, renew or forget the Sobot access token'
complete -c msgops -n "__fish_msgops_needs_command" -f -a "webhook-decode" -d 'To be written'
complete -c msgops -n "__fish_msgops_needs_command" -f -a "codes" -d 'Explain vendors\' codes: what they mean, who must act, whether to send again'
complete -c msgops -n "__fish_msgops_needs_command" -f -a "profile" -d 'To be written'
complete -c msgops -n "__fish_msgops_needs_command" -f -a "doctor" -d 'To be written'
complete -c msgops -n "__fish_msgops_needs_command" -f -a "jobs" -d 'To be written'
complete -c msgops -n "__fish_msgops_needs_command" -f -a "sandbox" -d 'To be written'
complete -c msgops -n "__fish_msgops_needs_command" -f -a "completions" -d 'Print a completion script for a shell'
complete -c msgops -n "__fish_msgops_needs_command" -f -a "man" -d 'Write the manual pages, one for each command, into a directory'
complete -c msgops -n "__fish_msgops_needs_command" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c msgops -n "__fish_msgops_using_subcommand send; and not __fish_seen_subcommand_from messenger super help" -s p -l profile -d 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]' -r
complete -c msgops -n "__fish_msgops_using_subcommand send; and not __fish_seen_subcommand_from messenger super help" -l config -d 'Profile file [env: MSGOPS_CONFIG]' -r -F
complete -c msgops -n "__fish_msgops_using_subcommand send; and not __fish_seen_subcommand_from messenger super help" -s o -l output -d 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''"
complete -c msgops -n "__fish_msgops_using_subcommand send; and not __fish_seen_subcommand_from messenger super help" -l jq -d 'Filter the result with a jq program; implies json' -r
complete -c msgops -n "__fish_msgops_using_subcommand send; and not __fish_seen_subcommand_from messenger super help" -l columns -d 'Columns of table and csv, in this order' -r
complete -c msgops -n "__fish_msgops_using_subcommand send; and not __fish_seen_subcommand_from messenger super help" -l dry-run -d 'Print the request with secrets masked and send nothing; `=curl` prints a curl command' -r -f -a "http\t''
curl\t''"
complete -c msgops -n "__fish_msgops_using_subcommand send; and not __fish_seen_subcommand_from messenger super help" -l timeout -d 'Time limit of one try [default: 30s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand send; and not __fish_seen_subcommand_from messenger super help" -l tz -d 'Time zone of tables and of times without a zone [default: the machine\'s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand send; and not __fish_seen_subcommand_from messenger super help" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c msgops -n "__fish_msgops_using_subcommand send; and not __fish_seen_subcommand_from messenger super help" -l raw -d 'The vendor\'s reply exactly as received'
complete -c msgops -n "__fish_msgops_using_subcommand send; and not __fish_seen_subcommand_from messenger super help" -s q -l quiet -d 'Only data and errors'
complete -c msgops -n "__fish_msgops_using_subcommand send; and not __fish_seen_subcommand_from messenger super help" -s v -l verbose -d 'What was asked of whom and how long it took; twice for headers and bodies'
complete -c msgops -n "__fish_msgops_using_subcommand send; and not __fish_seen_subcommand_from messenger super help" -s h -l help -d 'Print help'
complete -c msgops -n "__fish_msgops_using_subcommand send; and not __fish_seen_subcommand_from messenger super help" -s V -l version -d 'Print version'
complete -c msgops -n "__fish_msgops_using_subcommand send; and not __fish_seen_subcommand_from messenger super help" -f -a "messenger" -d 'Facebook Messenger, through Sobot'
complete -c msgops -n "__fish_msgops_using_subcommand send; and not __fish_seen_subcommand_from messenger super help" -f -a "super" -d 'SMS and Viber, through NXCloud Super Message'
complete -c msgops -n "__fish_msgops_using_subcommand send; and not __fish_seen_subcommand_from messenger super help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c msgops -n "__fish_msgops_using_subcommand send; and __fish_seen_subcommand_from messenger" -s p -l profile -d 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]' -r
complete -c msgops -n "__fish_msgops_using_subcommand send; and __fish_seen_subcommand_from messenger" -l config -d 'Profile file [env: MSGOPS_CONFIG]' -r -F
complete -c msgops -n "__fish_msgops_using_subcommand send; and __fish_seen_subcommand_from messenger" -s o -l output -d 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''"
complete -c msgops -n "__fish_msgops_using_subcommand send; and __fish_seen_subcommand_from messenger" -l jq -d 'Filter the result with a jq program; implies json' -r
complete -c msgops -n "__fish_msgops_using_subcommand send; and __fish_seen_subcommand_from messenger" -l columns -d 'Columns of table and csv, in this order' -r
complete -c msgops -n "__fish_msgops_using_subcommand send; and __fish_seen_subcommand_from messenger" -l dry-run -d 'Print the request with secrets masked and send nothing; `=curl` prints a curl command' -r -f -a "http\t''
curl\t''"
complete -c msgops -n "__fish_msgops_using_subcommand send; and __fish_seen_subcommand_from messenger" -l timeout -d 'Time limit of one try [default: 30s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand send; and __fish_seen_subcommand_from messenger" -l tz -d 'Time zone of tables and of times without a zone [default: the machine\'s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand send; and __fish_seen_subcommand_from messenger" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c msgops -n "__fish_msgops_using_subcommand send; and __fish_seen_subcommand_from messenger" -l raw -d 'The vendor\'s reply exactly as received'
complete -c msgops -n "__fish_msgops_using_subcommand send; and __fish_seen_subcommand_from messenger" -s q -l quiet -d 'Only data and errors'
complete -c msgops -n "__fish_msgops_using_subcommand send; and __fish_seen_subcommand_from messenger" -s v -l verbose -d 'What was asked of whom and how long it took; twice for headers and bodies'
complete -c msgops -n "__fish_msgops_using_subcommand send; and __fish_seen_subcommand_from messenger" -s h -l help -d 'Print help'
complete -c msgops -n "__fish_msgops_using_subcommand send; and __fish_seen_subcommand_from messenger" -s V -l version -d 'Print version'
complete -c msgops -n "__fish_msgops_using_subcommand send; and __fish_seen_subcommand_from messenger" -f -a "text" -d 'Plain text'
complete -c msgops -n "__fish_msgops_using_subcommand send; and __fish_seen_subcommand_from messenger" -f -a "image" -d 'A picture by URL'
complete -c msgops -n "__fish_msgops_using_subcommand send; and __fish_seen_subcommand_from messenger" -f -a "audio" -d 'A sound by URL'
complete -c msgops -n "__fish_msgops_using_subcommand send; and __fish_seen_subcommand_from messenger" -f -a "video" -d 'A video by URL'
complete -c msgops -n "__fish_msgops_using_subcommand send; and __fish_seen_subcommand_from messenger" -f -a "file" -d 'A file by URL'
complete -c msgops -n "__fish_msgops_using_subcommand send; and __fish_seen_subcommand_from messenger" -f -a "button" -d 'Text with 1 to 3 buttons; the text has up to 640 characters'
complete -c msgops -n "__fish_msgops_using_subcommand send; and __fish_seen_subcommand_from messenger" -f -a "generic" -d 'A card, or several with --element'
complete -c msgops -n "__fish_msgops_using_subcommand send; and __fish_seen_subcommand_from messenger" -f -a "media" -d 'A picture or video that was uploaded, or that stands on Facebook'
complete -c msgops -n "__fish_msgops_using_subcommand send; and __fish_seen_subcommand_from messenger" -f -a "optin" -d 'Ask a person to subscribe to a topic'
complete -c msgops -n "__fish_msgops_using_subcommand send; and __fish_seen_subcommand_from messenger" -f -a "json" -d 'A payload as written, key order and digits kept'
complete -c msgops -n "__fish_msgops_using_subcommand send; and __fish_seen_subcommand_from messenger" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c msgops -n "__fish_msgops_using_subcommand send; and __fish_seen_subcommand_from super" -s p -l profile -d 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]' -r
complete -c msgops -n "__fish_msgops_using_subcommand send; and __fish_seen_subcommand_from super" -l config -d 'Profile file [env: MSGOPS_CONFIG]' -r -F
complete -c msgops -n "__fish_msgops_using_subcommand send; and __fish_seen_subcommand_from super" -s o -l output -d 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''"
complete -c msgops -n "__fish_msgops_using_subcommand send; and __fish_seen_subcommand_from super" -l jq -d 'Filter the result with a jq program; implies json' -r
complete -c msgops -n "__fish_msgops_using_subcommand send; and __fish_seen_subcommand_from super" -l columns -d 'Columns of table and csv, in this order' -r
complete -c msgops -n "__fish_msgops_using_subcommand send; and __fish_seen_subcommand_from super" -l dry-run -d 'Print the request with secrets masked and send nothing; `=curl` prints a curl command' -r -f -a "http\t''
curl\t''"
complete -c msgops -n "__fish_msgops_using_subcommand send; and __fish_seen_subcommand_from super" -l timeout -d 'Time limit of one try [default: 30s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand send; and __fish_seen_subcommand_from super" -l tz -d 'Time zone of tables and of times without a zone [default: the machine\'s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand send; and __fish_seen_subcommand_from super" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c msgops -n "__fish_msgops_using_subcommand send; and __fish_seen_subcommand_from super" -l raw -d 'The vendor\'s reply exactly as received'
complete -c msgops -n "__fish_msgops_using_subcommand send; and __fish_seen_subcommand_from super" -s q -l quiet -d 'Only data and errors'
complete -c msgops -n "__fish_msgops_using_subcommand send; and __fish_seen_subcommand_from super" -s v -l verbose -d 'What was asked of whom and how long it took; twice for headers and bodies'
complete -c msgops -n "__fish_msgops_using_subcommand send; and __fish_seen_subcommand_from super" -s h -l help -d 'Print help'
complete -c msgops -n "__fish_msgops_using_subcommand send; and __fish_seen_subcommand_from super" -s V -l version -d 'Print version'
complete -c msgops -n "__fish_msgops_using_subcommand send; and __fish_seen_subcommand_from help" -f -a "messenger" -d 'Facebook Messenger, through Sobot'
complete -c msgops -n "__fish_msgops_using_subcommand send; and __fish_seen_subcommand_from help" -f -a "super" -d 'SMS and Viber, through NXCloud Super Message'
complete -c msgops -n "__fish_msgops_using_subcommand send; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c msgops -n "__fish_msgops_using_subcommand upload" -l page -d 'The Facebook page it is for [default: the profile\'s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand upload" -l wait -d 'Follow this capture of webhooks until the upload is completed' -r -F
complete -c msgops -n "__fish_msgops_using_subcommand upload" -l wait-timeout -d 'How long to wait [default: 5m]' -r
complete -c msgops -n "__fish_msgops_using_subcommand upload" -s p -l profile -d 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]' -r
complete -c msgops -n "__fish_msgops_using_subcommand upload" -l config -d 'Profile file [env: MSGOPS_CONFIG]' -r -F
complete -c msgops -n "__fish_msgops_using_subcommand upload" -s o -l output -d 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''"
complete -c msgops -n "__fish_msgops_using_subcommand upload" -l jq -d 'Filter the result with a jq program; implies json' -r
complete -c msgops -n "__fish_msgops_using_subcommand upload" -l columns -d 'Columns of table and csv, in this order' -r
complete -c msgops -n "__fish_msgops_using_subcommand upload" -l dry-run -d 'Print the request with secrets masked and send nothing; `=curl` prints a curl command' -r -f -a "http\t''
curl\t''"
complete -c msgops -n "__fish_msgops_using_subcommand upload" -l timeout -d 'Time limit of one try [default: 30s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand upload" -l tz -d 'Time zone of tables and of times without a zone [default: the machine\'s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand upload" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c msgops -n "__fish_msgops_using_subcommand upload" -l raw -d 'The vendor\'s reply exactly as received'
complete -c msgops -n "__fish_msgops_using_subcommand upload" -s q -l quiet -d 'Only data and errors'
complete -c msgops -n "__fish_msgops_using_subcommand upload" -s v -l verbose -d 'What was asked of whom and how long it took; twice for headers and bodies'
complete -c msgops -n "__fish_msgops_using_subcommand upload" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c msgops -n "__fish_msgops_using_subcommand upload" -s V -l version -d 'Print version'
complete -c msgops -n "__fish_msgops_using_subcommand topics" -s p -l profile -d 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]' -r
complete -c msgops -n "__fish_msgops_using_subcommand topics" -l config -d 'Profile file [env: MSGOPS_CONFIG]' -r -F
complete -c msgops -n "__fish_msgops_using_subcommand topics" -s o -l output -d 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''"
complete -c msgops -n "__fish_msgops_using_subcommand topics" -l jq -d 'Filter the result with a jq program; implies json' -r
complete -c msgops -n "__fish_msgops_using_subcommand topics" -l columns -d 'Columns of table and csv, in this order' -r
complete -c msgops -n "__fish_msgops_using_subcommand topics" -l dry-run -d 'Print the request with secrets masked and send nothing; `=curl` prints a curl command' -r -f -a "http\t''
curl\t''"
complete -c msgops -n "__fish_msgops_using_subcommand topics" -l timeout -d 'Time limit of one try [default: 30s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand topics" -l tz -d 'Time zone of tables and of times without a zone [default: the machine\'s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand topics" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c msgops -n "__fish_msgops_using_subcommand topics" -l raw -d 'The vendor\'s reply exactly as received'
complete -c msgops -n "__fish_msgops_using_subcommand topics" -s q -l quiet -d 'Only data and errors'
complete -c msgops -n "__fish_msgops_using_subcommand topics" -s v -l verbose -d 'What was asked of whom and how long it took; twice for headers and bodies'
complete -c msgops -n "__fish_msgops_using_subcommand topics" -s h -l help -d 'Print help'
complete -c msgops -n "__fish_msgops_using_subcommand topics" -s V -l version -d 'Print version'
complete -c msgops -n "__fish_msgops_using_subcommand tasks" -s p -l profile -d 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]' -r
complete -c msgops -n "__fish_msgops_using_subcommand tasks" -l config -d 'Profile file [env: MSGOPS_CONFIG]' -r -F
complete -c msgops -n "__fish_msgops_using_subcommand tasks" -s o -l output -d 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''"
complete -c msgops -n "__fish_msgops_using_subcommand tasks" -l jq -d 'Filter the result with a jq program; implies json' -r
complete -c msgops -n "__fish_msgops_using_subcommand tasks" -l columns -d 'Columns of table and csv, in this order' -r
complete -c msgops -n "__fish_msgops_using_subcommand tasks" -l dry-run -d 'Print the request with secrets masked and send nothing; `=curl` prints a curl command' -r -f -a "http\t''
curl\t''"
complete -c msgops -n "__fish_msgops_using_subcommand tasks" -l timeout -d 'Time limit of one try [default: 30s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand tasks" -l tz -d 'Time zone of tables and of times without a zone [default: the machine\'s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand tasks" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c msgops -n "__fish_msgops_using_subcommand tasks" -l raw -d 'The vendor\'s reply exactly as received'
complete -c msgops -n "__fish_msgops_using_subcommand tasks" -s q -l quiet -d 'Only data and errors'
complete -c msgops -n "__fish_msgops_using_subcommand tasks" -s v -l verbose -d 'What was asked of whom and how long it took; twice for headers and bodies'
complete -c msgops -n "__fish_msgops_using_subcommand tasks" -s h -l help -d 'Print help'
complete -c msgops -n "__fish_msgops_using_subcommand tasks" -s V -l version -d 'Print version'
complete -c msgops -n "__fish_msgops_using_subcommand records" -s p -l profile -d 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]' -r
complete -c msgops -n "__fish_msgops_using_subcommand records" -l config -d 'Profile file [env: MSGOPS_CONFIG]' -r -F
complete -c msgops -n "__fish_msgops_using_subcommand records" -s o -l output -d 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''"
complete -c msgops -n "__fish_msgops_using_subcommand records" -l jq -d 'Filter the result with a jq program; implies json' -r
complete -c msgops -n "__fish_msgops_using_subcommand records" -l columns -d 'Columns of table and csv, in this order' -r
complete -c msgops -n "__fish_msgops_using_subcommand records" -l dry-run -d 'Print the request with secrets masked and send nothing; `=curl` prints a curl command' -r -f -a "http\t''
curl\t''"
complete -c msgops -n "__fish_msgops_using_subcommand records" -l timeout -d 'Time limit of one try [default: 30s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand records" -l tz -d 'Time zone of tables and of times without a zone [default: the machine\'s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand records" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c msgops -n "__fish_msgops_using_subcommand records" -l raw -d 'The vendor\'s reply exactly as received'
complete -c msgops -n "__fish_msgops_using_subcommand records" -s q -l quiet -d 'Only data and errors'
complete -c msgops -n "__fish_msgops_using_subcommand records" -s v -l verbose -d 'What was asked of whom and how long it took; twice for headers and bodies'
complete -c msgops -n "__fish_msgops_using_subcommand records" -s h -l help -d 'Print help'
complete -c msgops -n "__fish_msgops_using_subcommand records" -s V -l version -d 'Print version'
complete -c msgops -n "__fish_msgops_using_subcommand token; and not __fish_seen_subcommand_from show get refresh clear help" -s p -l profile -d 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]' -r
complete -c msgops -n "__fish_msgops_using_subcommand token; and not __fish_seen_subcommand_from show get refresh clear help" -l config -d 'Profile file [env: MSGOPS_CONFIG]' -r -F
complete -c msgops -n "__fish_msgops_using_subcommand token; and not __fish_seen_subcommand_from show get refresh clear help" -s o -l output -d 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''"
complete -c msgops -n "__fish_msgops_using_subcommand token; and not __fish_seen_subcommand_from show get refresh clear help" -l jq -d 'Filter the result with a jq program; implies json' -r
complete -c msgops -n "__fish_msgops_using_subcommand token; and not __fish_seen_subcommand_from show get refresh clear help" -l columns -d 'Columns of table and csv, in this order' -r
complete -c msgops -n "__fish_msgops_using_subcommand token; and not __fish_seen_subcommand_from show get refresh clear help" -l dry-run -d 'Print the request with secrets masked and send nothing; `=curl` prints a curl command' -r -f -a "http\t''
curl\t''"
complete -c msgops -n "__fish_msgops_using_subcommand token; and not __fish_seen_subcommand_from show get refresh clear help" -l timeout -d 'Time limit of one try [default: 30s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand token; and not __fish_seen_subcommand_from show get refresh clear help" -l tz -d 'Time zone of tables and of times without a zone [default: the machine\'s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand token; and not __fish_seen_subcommand_from show get refresh clear help" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c msgops -n "__fish_msgops_using_subcommand token; and not __fish_seen_subcommand_from show get refresh clear help" -l raw -d 'The vendor\'s reply exactly as received'
complete -c msgops -n "__fish_msgops_using_subcommand token; and not __fish_seen_subcommand_from show get refresh clear help" -s q -l quiet -d 'Only data and errors'
complete -c msgops -n "__fish_msgops_using_subcommand token; and not __fish_seen_subcommand_from show get refresh clear help" -s v -l verbose -d 'What was asked of whom and how long it took; twice for headers and bodies'
complete -c msgops -n "__fish_msgops_using_subcommand token; and not __fish_seen_subcommand_from show get refresh clear help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c msgops -n "__fish_msgops_using_subcommand token; and not __fish_seen_subcommand_from show get refresh clear help" -s V -l version -d 'Print version'
complete -c msgops -n "__fish_msgops_using_subcommand token; and not __fish_seen_subcommand_from show get refresh clear help" -f -a "show" -d 'Tell whether there is a token, where it came from and when it ends; never the token itself'
complete -c msgops -n "__fish_msgops_using_subcommand token; and not __fish_seen_subcommand_from show get refresh clear help" -f -a "get" -d 'Print the bare token; fetch one only when none is cached'
complete -c msgops -n "__fish_msgops_using_subcommand token; and not __fish_seen_subcommand_from show get refresh clear help" -f -a "refresh" -d 'Fetch a new token; the one before stops working everywhere'
complete -c msgops -n "__fish_msgops_using_subcommand token; and not __fish_seen_subcommand_from show get refresh clear help" -f -a "clear" -d 'Forget the cached token; the vendor is not told'
complete -c msgops -n "__fish_msgops_using_subcommand token; and not __fish_seen_subcommand_from show get refresh clear help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c msgops -n "__fish_msgops_using_subcommand token; and __fish_seen_subcommand_from show" -s p -l profile -d 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]' -r
complete -c msgops -n "__fish_msgops_using_subcommand token; and __fish_seen_subcommand_from show" -l config -d 'Profile file [env: MSGOPS_CONFIG]' -r -F
complete -c msgops -n "__fish_msgops_using_subcommand token; and __fish_seen_subcommand_from show" -s o -l output -d 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''"
complete -c msgops -n "__fish_msgops_using_subcommand token; and __fish_seen_subcommand_from show" -l jq -d 'Filter the result with a jq program; implies json' -r
complete -c msgops -n "__fish_msgops_using_subcommand token; and __fish_seen_subcommand_from show" -l columns -d 'Columns of table and csv, in this order' -r
complete -c msgops -n "__fish_msgops_using_subcommand token; and __fish_seen_subcommand_from show" -l dry-run -d 'Print the request with secrets masked and send nothing; `=curl` prints a curl command' -r -f -a "http\t''
curl\t''"
complete -c msgops -n "__fish_msgops_using_subcommand token; and __fish_seen_subcommand_from show" -l timeout -d 'Time limit of one try [default: 30s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand token; and __fish_seen_subcommand_from show" -l tz -d 'Time zone of tables and of times without a zone [default: the machine\'s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand token; and __fish_seen_subcommand_from show" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c msgops -n "__fish_msgops_using_subcommand token; and __fish_seen_subcommand_from show" -l raw -d 'The vendor\'s reply exactly as received'
complete -c msgops -n "__fish_msgops_using_subcommand token; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Only data and errors'
complete -c msgops -n "__fish_msgops_using_subcommand token; and __fish_seen_subcommand_from show" -s v -l verbose -d 'What was asked of whom and how long it took; twice for headers and bodies'
complete -c msgops -n "__fish_msgops_using_subcommand token; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help'
complete -c msgops -n "__fish_msgops_using_subcommand token; and __fish_seen_subcommand_from show" -s V -l version -d 'Print version'
complete -c msgops -n "__fish_msgops_using_subcommand token; and __fish_seen_subcommand_from get" -s p -l profile -d 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]' -r
complete -c msgops -n "__fish_msgops_using_subcommand token; and __fish_seen_subcommand_from get" -l config -d 'Profile file [env: MSGOPS_CONFIG]' -r -F
complete -c msgops -n "__fish_msgops_using_subcommand token; and __fish_seen_subcommand_from get" -s o -l output -d 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''"
complete -c msgops -n "__fish_msgops_using_subcommand token; and __fish_seen_subcommand_from get" -l jq -d 'Filter the result with a jq program; implies json' -r
complete -c msgops -n "__fish_msgops_using_subcommand token; and __fish_seen_subcommand_from get" -l columns -d 'Columns of table and csv, in this order' -r
complete -c msgops -n "__fish_msgops_using_subcommand token; and __fish_seen_subcommand_from get" -l dry-run -d 'Print the request with secrets masked and send nothing; `=curl` prints a curl command' -r -f -a "http\t''
curl\t''"
complete -c msgops -n "__fish_msgops_using_subcommand token; and __fish_seen_subcommand_from get" -l timeout -d 'Time limit of one try [default: 30s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand token; and __fish_seen_subcommand_from get" -l tz -d 'Time zone of tables and of times without a zone [default: the machine\'s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand token; and __fish_seen_subcommand_from get" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c msgops -n "__fish_msgops_using_subcommand token; and __fish_seen_subcommand_from get" -l raw -d 'The vendor\'s reply exactly as received'
complete -c msgops -n "__fish_msgops_using_subcommand token; and __fish_seen_subcommand_from get" -s q -l quiet -d 'Only data and errors'
complete -c msgops -n "__fish_msgops_using_subcommand token; and __fish_seen_subcommand_from get" -s v -l verbose -d 'What was asked of whom and how long it took; twice for headers and bodies'
complete -c msgops -n "__fish_msgops_using_subcommand token; and __fish_seen_subcommand_from get" -s h -l help -d 'Print help'
complete -c msgops -n "__fish_msgops_using_subcommand token; and __fish_seen_subcommand_from get" -s V -l version -d 'Print version'
complete -c msgops -n "__fish_msgops_using_subcommand token; and __fish_seen_subcommand_from refresh" -s p -l profile -d 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]' -r
complete -c msgops -n "__fish_msgops_using_subcommand token; and __fish_seen_subcommand_from refresh" -l config -d 'Profile file [env: MSGOPS_CONFIG]' -r -F
complete -c msgops -n "__fish_msgops_using_subcommand token; and __fish_seen_subcommand_from refresh" -s o -l output -d 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''"
complete -c msgops -n "__fish_msgops_using_subcommand token; and __fish_seen_subcommand_from refresh" -l jq -d 'Filter the result with a jq program; implies json' -r
complete -c msgops -n "__fish_msgops_using_subcommand token; and __fish_seen_subcommand_from refresh" -l columns -d 'Columns of table and csv, in this order' -r
complete -c msgops -n "__fish_msgops_using_subcommand token; and __fish_seen_subcommand_from refresh" -l dry-run -d 'Print the request with secrets masked and send nothing; `=curl` prints a curl command' -r -f -a "http\t''
curl\t''"
complete -c msgops -n "__fish_msgops_using_subcommand token; and __fish_seen_subcommand_from refresh" -l timeout -d 'Time limit of one try [default: 30s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand token; and __fish_seen_subcommand_from refresh" -l tz -d 'Time zone of tables and of times without a zone [default: the machine\'s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand token; and __fish_seen_subcommand_from refresh" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c msgops -n "__fish_msgops_using_subcommand token; and __fish_seen_subcommand_from refresh" -l raw -d 'The vendor\'s reply exactly as received'
complete -c msgops -n "__fish_msgops_using_subcommand token; and __fish_seen_subcommand_from refresh" -s q -l quiet -d 'Only data and errors'
complete -c msgops -n "__fish_msgops_using_subcommand token; and __fish_seen_subcommand_from refresh" -s v -l verbose -d 'What was asked of whom and how long it took; twice for headers and bodies'
complete -c msgops -n "__fish_msgops_using_subcommand token; and __fish_seen_subcommand_from refresh" -s h -l help -d 'Print help'
complete -c msgops -n "__fish_msgops_using_subcommand token; and __fish_seen_subcommand_from refresh" -s V -l version -d 'Print version'
complete -c msgops -n "__fish_msgops_using_subcommand token; and __fish_seen_subcommand_from clear" -s p -l profile -d 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]' -r
complete -c msgops -n "__fish_msgops_using_subcommand token; and __fish_seen_subcommand_from clear" -l config -d 'Profile file [env: MSGOPS_CONFIG]' -r -F
complete -c msgops -n "__fish_msgops_using_subcommand token; and __fish_seen_subcommand_from clear" -s o -l output -d 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''"
complete -c msgops -n "__fish_msgops_using_subcommand token; and __fish_seen_subcommand_from clear" -l jq -d 'Filter the result with a jq program; implies json' -r
complete -c msgops -n "__fish_msgops_using_subcommand token; and __fish_seen_subcommand_from clear" -l columns -d 'Columns of table and csv, in this order' -r
complete -c msgops -n "__fish_msgops_using_subcommand token; and __fish_seen_subcommand_from clear" -l dry-run -d 'Print the request with secrets masked and send nothing; `=curl` prints a curl command' -r -f -a "http\t''
curl\t''"
complete -c msgops -n "__fish_msgops_using_subcommand token; and __fish_seen_subcommand_from clear" -l timeout -d 'Time limit of one try [default: 30s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand token; and __fish_seen_subcommand_from clear" -l tz -d 'Time zone of tables and of times without a zone [default: the machine\'s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand token; and __fish_seen_subcommand_from clear" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c msgops -n "__fish_msgops_using_subcommand token; and __fish_seen_subcommand_from clear" -l raw -d 'The vendor\'s reply exactly as received'
complete -c msgops -n "__fish_msgops_using_subcommand token; and __fish_seen_subcommand_from clear" -s q -l quiet -d 'Only data and errors'
complete -c msgops -n "__fish_msgops_using_subcommand token; and __fish_seen_subcommand_from clear" -s v -l verbose -d 'What was asked of whom and how long it took; twice for headers and bodies'
complete -c msgops -n "__fish_msgops_using_subcommand token; and __fish_seen_subcommand_from clear" -s h -l help -d 'Print help'
complete -c msgops -n "__fish_msgops_using_subcommand token; and __fish_seen_subcommand_from clear" -s V -l version -d 'Print version'
complete -c msgops -n "__fish_msgops_using_subcommand token; and __fish_seen_subcommand_from help" -f -a "show" -d 'Tell whether there is a token, where it came from and when it ends; never the token itself'
complete -c msgops -n "__fish_msgops_using_subcommand token; and __fish_seen_subcommand_from help" -f -a "get" -d 'Print the bare token; fetch one only when none is cached'
complete -c msgops -n "__fish_msgops_using_subcommand token; and __fish_seen_subcommand_from help" -f -a "refresh" -d 'Fetch a new token; the one before stops working everywhere'
complete -c msgops -n "__fish_msgops_using_subcommand token; and __fish_seen_subcommand_from help" -f -a "clear" -d 'Forget the cached token; the vendor is not told'
complete -c msgops -n "__fish_msgops_using_subcommand token; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c msgops -n "__fish_msgops_using_subcommand webhook-decode" -s p -l profile -d 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]' -r
complete -c msgops -n "__fish_msgops_using_subcommand webhook-decode" -l config -d 'Profile file [env: MSGOPS_CONFIG]' -r -F
complete -c msgops -n "__fish_msgops_using_subcommand webhook-decode" -s o -l output -d 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''"
complete -c msgops -n "__fish_msgops_using_subcommand webhook-decode" -l jq -d 'Filter the result with a jq program; implies json' -r
complete -c msgops -n "__fish_msgops_using_subcommand webhook-decode" -l columns -d 'Columns of table and csv, in this order' -r
complete -c msgops -n "__fish_msgops_using_subcommand webhook-decode" -l dry-run -d 'Print the request with secrets masked and send nothing; `=curl` prints a curl command' -r -f -a "http\t''
curl\t''"
complete -c msgops -n "__fish_msgops_using_subcommand webhook-decode" -l timeout -d 'Time limit of one try [default: 30s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand webhook-decode" -l tz -d 'Time zone of tables and of times without a zone [default: the machine\'s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand webhook-decode" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c msgops -n "__fish_msgops_using_subcommand webhook-decode" -l raw -d 'The vendor\'s reply exactly as received'
complete -c msgops -n "__fish_msgops_using_subcommand webhook-decode" -s q -l quiet -d 'Only data and errors'
complete -c msgops -n "__fish_msgops_using_subcommand webhook-decode" -s v -l verbose -d 'What was asked of whom and how long it took; twice for headers and bodies'
complete -c msgops -n "__fish_msgops_using_subcommand webhook-decode" -s h -l help -d 'Print help'
complete -c msgops -n "__fish_msgops_using_subcommand webhook-decode" -s V -l version -d 'Print version'
complete -c msgops -n "__fish_msgops_using_subcommand codes" -l book -d 'Look into this book only' -r -f -a "sobot\t''
sobot.record\t''
nxcloud\t''
nxcloud.whatsapp\t''
nxcloud.messenger\t''
meta\t''"
complete -c msgops -n "__fish_msgops_using_subcommand codes" -l search -d 'Only entries with all these words in their texts' -r
complete -c msgops -n "__fish_msgops_using_subcommand codes" -s p -l profile -d 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]' -r
complete -c msgops -n "__fish_msgops_using_subcommand codes" -l config -d 'Profile file [env: MSGOPS_CONFIG]' -r -F
complete -c msgops -n "__fish_msgops_using_subcommand codes" -s o -l output -d 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''"
complete -c msgops -n "__fish_msgops_using_subcommand codes" -l jq -d 'Filter the result with a jq program; implies json' -r
complete -c msgops -n "__fish_msgops_using_subcommand codes" -l columns -d 'Columns of table and csv, in this order' -r
complete -c msgops -n "__fish_msgops_using_subcommand codes" -l dry-run -d 'Print the request with secrets masked and send nothing; `=curl` prints a curl command' -r -f -a "http\t''
curl\t''"
complete -c msgops -n "__fish_msgops_using_subcommand codes" -l timeout -d 'Time limit of one try [default: 30s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand codes" -l tz -d 'Time zone of tables and of times without a zone [default: the machine\'s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand codes" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c msgops -n "__fish_msgops_using_subcommand codes" -l raw -d 'The vendor\'s reply exactly as received'
complete -c msgops -n "__fish_msgops_using_subcommand codes" -s q -l quiet -d 'Only data and errors'
complete -c msgops -n "__fish_msgops_using_subcommand codes" -s v -l verbose -d 'What was asked of whom and how long it took; twice for headers and bodies'
complete -c msgops -n "__fish_msgops_using_subcommand codes" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c msgops -n "__fish_msgops_using_subcommand codes" -s V -l version -d 'Print version'
complete -c msgops -n "__fish_msgops_using_subcommand profile" -s p -l profile -d 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]' -r
complete -c msgops -n "__fish_msgops_using_subcommand profile" -l config -d 'Profile file [env: MSGOPS_CONFIG]' -r -F
complete -c msgops -n "__fish_msgops_using_subcommand profile" -s o -l output -d 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''"
complete -c msgops -n "__fish_msgops_using_subcommand profile" -l jq -d 'Filter the result with a jq program; implies json' -r
complete -c msgops -n "__fish_msgops_using_subcommand profile" -l columns -d 'Columns of table and csv, in this order' -r
complete -c msgops -n "__fish_msgops_using_subcommand profile" -l dry-run -d 'Print the request with secrets masked and send nothing; `=curl` prints a curl command' -r -f -a "http\t''
curl\t''"
complete -c msgops -n "__fish_msgops_using_subcommand profile" -l timeout -d 'Time limit of one try [default: 30s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand profile" -l tz -d 'Time zone of tables and of times without a zone [default: the machine\'s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand profile" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c msgops -n "__fish_msgops_using_subcommand profile" -l raw -d 'The vendor\'s reply exactly as received'
complete -c msgops -n "__fish_msgops_using_subcommand profile" -s q -l quiet -d 'Only data and errors'
complete -c msgops -n "__fish_msgops_using_subcommand profile" -s v -l verbose -d 'What was asked of whom and how long it took; twice for headers and bodies'
complete -c msgops -n "__fish_msgops_using_subcommand profile" -s h -l help -d 'Print help'
complete -c msgops -n "__fish_msgops_using_subcommand profile" -s V -l version -d 'Print version'
complete -c msgops -n "__fish_msgops_using_subcommand doctor" -s p -l profile -d 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]' -r
complete -c msgops -n "__fish_msgops_using_subcommand doctor" -l config -d 'Profile file [env: MSGOPS_CONFIG]' -r -F
complete -c msgops -n "__fish_msgops_using_subcommand doctor" -s o -l output -d 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''"
complete -c msgops -n "__fish_msgops_using_subcommand doctor" -l jq -d 'Filter the result with a jq program; implies json' -r
complete -c msgops -n "__fish_msgops_using_subcommand doctor" -l columns -d 'Columns of table and csv, in this order' -r
complete -c msgops -n "__fish_msgops_using_subcommand doctor" -l dry-run -d 'Print the request with secrets masked and send nothing; `=curl` prints a curl command' -r -f -a "http\t''
curl\t''"
complete -c msgops -n "__fish_msgops_using_subcommand doctor" -l timeout -d 'Time limit of one try [default: 30s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand doctor" -l tz -d 'Time zone of tables and of times without a zone [default: the machine\'s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand doctor" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c msgops -n "__fish_msgops_using_subcommand doctor" -l raw -d 'The vendor\'s reply exactly as received'
complete -c msgops -n "__fish_msgops_using_subcommand doctor" -s q -l quiet -d 'Only data and errors'
complete -c msgops -n "__fish_msgops_using_subcommand doctor" -s v -l verbose -d 'What was asked of whom and how long it took; twice for headers and bodies'
complete -c msgops -n "__fish_msgops_using_subcommand doctor" -s h -l help -d 'Print help'
complete -c msgops -n "__fish_msgops_using_subcommand doctor" -s V -l version -d 'Print version'
complete -c msgops -n "__fish_msgops_using_subcommand jobs" -s p -l profile -d 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]' -r
complete -c msgops -n "__fish_msgops_using_subcommand jobs" -l config -d 'Profile file [env: MSGOPS_CONFIG]' -r -F
complete -c msgops -n "__fish_msgops_using_subcommand jobs" -s o -l output -d 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''"
complete -c msgops -n "__fish_msgops_using_subcommand jobs" -l jq -d 'Filter the result with a jq program; implies json' -r
complete -c msgops -n "__fish_msgops_using_subcommand jobs" -l columns -d 'Columns of table and csv, in this order' -r
complete -c msgops -n "__fish_msgops_using_subcommand jobs" -l dry-run -d 'Print the request with secrets masked and send nothing; `=curl` prints a curl command' -r -f -a "http\t''
curl\t''"
complete -c msgops -n "__fish_msgops_using_subcommand jobs" -l timeout -d 'Time limit of one try [default: 30s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand jobs" -l tz -d 'Time zone of tables and of times without a zone [default: the machine\'s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand jobs" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c msgops -n "__fish_msgops_using_subcommand jobs" -l raw -d 'The vendor\'s reply exactly as received'
complete -c msgops -n "__fish_msgops_using_subcommand jobs" -s q -l quiet -d 'Only data and errors'
complete -c msgops -n "__fish_msgops_using_subcommand jobs" -s v -l verbose -d 'What was asked of whom and how long it took; twice for headers and bodies'
complete -c msgops -n "__fish_msgops_using_subcommand jobs" -s h -l help -d 'Print help'
complete -c msgops -n "__fish_msgops_using_subcommand jobs" -s V -l version -d 'Print version'
complete -c msgops -n "__fish_msgops_using_subcommand sandbox" -s p -l profile -d 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]' -r
complete -c msgops -n "__fish_msgops_using_subcommand sandbox" -l config -d 'Profile file [env: MSGOPS_CONFIG]' -r -F
complete -c msgops -n "__fish_msgops_using_subcommand sandbox" -s o -l output -d 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''"
complete -c msgops -n "__fish_msgops_using_subcommand sandbox" -l jq -d 'Filter the result with a jq program; implies json' -r
complete -c msgops -n "__fish_msgops_using_subcommand sandbox" -l columns -d 'Columns of table and csv, in this order' -r
complete -c msgops -n "__fish_msgops_using_subcommand sandbox" -l dry-run -d 'Print the request with secrets masked and send nothing; `=curl` prints a curl command' -r -f -a "http\t''
curl\t''"
complete -c msgops -n "__fish_msgops_using_subcommand sandbox" -l timeout -d 'Time limit of one try [default: 30s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand sandbox" -l tz -d 'Time zone of tables and of times without a zone [default: the machine\'s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand sandbox" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c msgops -n "__fish_msgops_using_subcommand sandbox" -l raw -d 'The vendor\'s reply exactly as received'
complete -c msgops -n "__fish_msgops_using_subcommand sandbox" -s q -l quiet -d 'Only data and errors'
complete -c msgops -n "__fish_msgops_using_subcommand sandbox" -s v -l verbose -d 'What was asked of whom and how long it took; twice for headers and bodies'
complete -c msgops -n "__fish_msgops_using_subcommand sandbox" -s h -l help -d 'Print help'
complete -c msgops -n "__fish_msgops_using_subcommand sandbox" -s V -l version -d 'Print version'
complete -c msgops -n "__fish_msgops_using_subcommand completions" -s p -l profile -d 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]' -r
complete -c msgops -n "__fish_msgops_using_subcommand completions" -l config -d 'Profile file [env: MSGOPS_CONFIG]' -r -F
complete -c msgops -n "__fish_msgops_using_subcommand completions" -s o -l output -d 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''"
complete -c msgops -n "__fish_msgops_using_subcommand completions" -l jq -d 'Filter the result with a jq program; implies json' -r
complete -c msgops -n "__fish_msgops_using_subcommand completions" -l columns -d 'Columns of table and csv, in this order' -r
complete -c msgops -n "__fish_msgops_using_subcommand completions" -l dry-run -d 'Print the request with secrets masked and send nothing; `=curl` prints a curl command' -r -f -a "http\t''
curl\t''"
complete -c msgops -n "__fish_msgops_using_subcommand completions" -l timeout -d 'Time limit of one try [default: 30s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand completions" -l tz -d 'Time zone of tables and of times without a zone [default: the machine\'s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand completions" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c msgops -n "__fish_msgops_using_subcommand completions" -l raw -d 'The vendor\'s reply exactly as received'
complete -c msgops -n "__fish_msgops_using_subcommand completions" -s q -l quiet -d 'Only data and errors'
complete -c msgops -n "__fish_msgops_using_subcommand completions" -s v -l verbose -d 'What was asked of whom and how long it took; twice for headers and bodies'
complete -c msgops -n "__fish_msgops_using_subcommand completions" -s h -l help -d 'Print help'
complete -c msgops -n "__fish_msgops_using_subcommand completions" -s V -l version -d 'Print version'
complete -c msgops -n "__fish_msgops_using_subcommand man" -s p -l profile -d 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]' -r
complete -c msgops -n "__fish_msgops_using_subcommand man" -l config -d 'Profile file [env: MSGOPS_CONFIG]' -r -F
complete -c msgops -n "__fish_msgops_using_subcommand man" -s o -l output -d 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''"
complete -c msgops -n "__fish_msgops_using_subcommand man" -l jq -d 'Filter the result with a jq program; implies json' -r
complete -c msgops -n "__fish_msgops_using_subcommand man" -l columns -d 'Columns of table and csv, in this order' -r
complete -c msgops -n "__fish_msgops_using_subcommand man" -l dry-run -d 'Print the request with secrets masked and send nothing; `=curl` prints a curl command' -r -f -a "http\t''
curl\t''"
complete -c msgops -n "__fish_msgops_using_subcommand man" -l timeout -d 'Time limit of one try [default: 30s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand man" -l tz -d 'Time zone of tables and of times without a zone [default: the machine\'s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand man" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c msgops -n "__fish_msgops_using_subcommand man" -l raw -d 'The vendor\'s reply exactly as received'
complete -c msgops -n "__fish_msgops_using_subcommand man" -s q -l quiet -d 'Only data and errors'
complete -c msgops -n "__fish_msgops_using_subcommand man" -s v -l verbose -d 'What was asked of whom and how long it took; twice for headers and bodies'
complete -c msgops -n "__fish_msgops_using_subcommand man" -s h -l help -d 'Print help'
complete -c msgops -n "__fish_msgops_using_subcommand man" -s V -l version -d 'Print version'
complete -c msgops -n "__fish_msgops_using_subcommand help; and not __fish_seen_subcommand_from send upload topics tasks records token webhook-decode codes profile doctor jobs sandbox completions man help" -f -a "send" -d 'Send messages'
complete -c msgops -n "__fish_msgops_using_subcommand help; and not __fish_seen_subcommand_from send upload topics tasks records token webhook-decode codes profile doctor jobs sandbox completions man help" -f -a "upload" -d 'Upload a file for later media templates'
complete -c msgops -n "__fish_msgops_using_subcommand help; and not __fish_seen_subcommand_from send upload topics tasks records token webhook-decode codes profile doctor jobs sandbox completions man help" -f -a "topics" -d 'To be written'
complete -c msgops -n "__fish_msgops_using_subcommand help; and not __fish_seen_subcommand_from send upload topics tasks records token webhook-decode codes profile doctor jobs sandbox completions man help" -f -a "tasks" -d 'To be written'
complete -c msgops -n "__fish_msgops_using_subcommand help; and not __fish_seen_subcommand_from send upload topics tasks records token webhook-decode codes profile doctor jobs sandbox completions man help" -f -a "records" -d 'To be written'
complete -c msgops -n "__fish_msgops_using_subcommand help; and not __fish_seen_subcommand_from send upload topics tasks records token webhook-decode codes profile doctor jobs sandbox completions man help" -f -a "token" -d 'Look at, hand on, renew or forget the Sobot access token'
complete -c msgops -n "__fish_msgops_using_subcommand help; and not __fish_seen_subcommand_from send upload topics tasks records token webhook-decode codes profile doctor jobs sandbox completions man help" -f -a "webhook-decode" -d 'To be written'
complete -c msgops -n "__fish_msgops_using_subcommand help; and not __fish_seen_subcommand_from send upload topics tasks records token webhook-decode codes profile doctor jobs sandbox completions man help" -f -a "codes" -d 'Explain vendors\' codes: what they mean, who must act, whether to send again'
complete -c msgops -n "__fish_msgops_using_subcommand help; and not __fish_seen_subcommand_from send upload topics tasks records token webhook-decode codes profile doctor jobs sandbox completions man help" -f -a "profile" -d 'To be written'
complete -c msgops -n "__fish_msgops_using_subcommand help; and not __fish_seen_subcommand_from send upload topics tasks records token webhook-decode codes profile doctor jobs sandbox completions man help" -f -a "doctor" -d 'To be written'
complete -c msgops -n "__fish_msgops_using_subcommand help; and not __fish_seen_subcommand_from send upload topics tasks records token webhook-decode codes profile doctor jobs sandbox completions man help" -f -a "jobs" -d 'To be written'
complete -c msgops -n "__fish_msgops_using_subcommand help; and not __fish_seen_subcommand_from send upload topics tasks records token webhook-decode codes profile doctor jobs sandbox completions man help" -f -a "sandbox" -d 'To be written'
complete -c msgops -n "__fish_msgops_using_subcommand help; and not __fish_seen_subcommand_from send upload topics tasks records token webhook-decode codes profile doctor jobs sandbox completions man help" -f -a "completions" -d 'Print a completion script for a shell'
complete -c msgops -n "__fish_msgops_using_subcommand help; and not __fish_seen_subcommand_from send upload topics tasks records token webhook-decode codes profile doctor jobs sandbox completions man help" -f -a "man" -d 'Write the manual pages, one for each command, into a directory'
complete -c msgops -n "__fish_msgops_using_subcommand help; and not __fish_seen_subcommand_from send upload topics tasks records token webhook-decode codes profile doctor jobs sandbox completions man help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c msgops -n "__fish_msgops_using_subcommand help; and __fish_seen_subcommand_from send" -f -a "messenger" -d 'Facebook Messenger, through Sobot'
complete -c msgops -n "__fish_msgops_using_subcommand help; and __fish_seen_subcommand_from send" -f -a "super" -d 'SMS and Viber, through NXCloud Super Message'
complete -c msgops -n "__fish_msgops_using_subcommand help; and __fish_seen_subcommand_from token" -f -a "show" -d 'Tell whether there is a token, where it came from and when it ends; never the token itself'
complete -c msgops -n "__fish_msgops_using_subcommand help; and __fish_seen_subcommand_from token" -f -a "get" -d 'Print the bare token; fetch one only when none is cached'
complete -c msgops -n "__fish_msgops_using_subcommand help; and __fish_seen_subcommand_from token" -f -a "refresh" -d 'Fetch a new token; the one before stops working everywhere'
complete -c msgops -n "__fish_msgops_using_subcommand help; and __fish_seen_subcommand_from token" -f -a "clear" -d 'Forget the cached token; the vendor is not told'
