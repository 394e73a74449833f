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
complete -c msgops -n "__fish_msgops_needs_command" -f -a "topics" -d 'Manage topics and see who has subscribed to them'
complete -c msgops -n "__fish_msgops_needs_command" -f -a "tasks" -d 'Look at broadcast tasks: what was sent, delivered, read and answered'
complete -c msgops -n "__fish_msgops_needs_command" -f -a "records" -d 'Look up sent messages: whom they went to, what became of them'
complete -c msgops -n "__fish_msgops_needs_command" -f -a "token" -d 'Look at, hand on, renew or forget the Sobot access token'
complete -c msgops -n "__fish_msgops_needs_command" -f -a "webhook-decode" -d 'Decode captured webhooks into one normalised event per line or row'
complete -c msgops -n "__fish_msgops_needs_command" -f -a "codes" -d 'Explain vendors\' codes: what they mean, who must act, whether to send again'
complete -c msgops -n "__fish_msgops_needs_command" -f -a "profile" -d 'Profiles: list, show, change'
complete -c msgops -n "__fish_msgops_needs_command" -f -a "doctor" -d 'Check profile, permissions, the way to the vendors, clocks and credentials'
complete -c msgops -n "__fish_msgops_needs_command" -f -a "jobs" -d 'List, look into, settle and remove the jobs of bulk sends'
complete -c msgops -n "__fish_msgops_needs_command" -f -a "sandbox" -d 'Rehearse without an account: the built-in emulator of both vendors'
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
complete -c msgops -n "__fish_msgops_using_subcommand send; and __fish_seen_subcommand_from super" -f -a "text" -d 'Plain text, the only kind that SMS carries'
complete -c msgops -n "__fish_msgops_using_subcommand send; and __fish_seen_subcommand_from super" -f -a "image" -d 'A picture by URL'
complete -c msgops -n "__fish_msgops_using_subcommand send; and __fish_seen_subcommand_from super" -f -a "video" -d 'A video by URL: up to 200 MB and 600 seconds'
complete -c msgops -n "__fish_msgops_using_subcommand send; and __fish_seen_subcommand_from super" -f -a "file" -d 'A file by URL: documents and spreadsheets up to 200 MB'
complete -c msgops -n "__fish_msgops_using_subcommand send; and __fish_seen_subcommand_from super" -f -a "choice" -d 'A title over buttons that open pages'
complete -c msgops -n "__fish_msgops_using_subcommand send; and __fish_seen_subcommand_from super" -f -a "card" -d 'A card: a title with a picture, buttons or both'
complete -c msgops -n "__fish_msgops_using_subcommand send; and __fish_seen_subcommand_from super" -f -a "json" -d 'A `message` object as written, key order and digits kept'
complete -c msgops -n "__fish_msgops_using_subcommand send; and __fish_seen_subcommand_from super" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
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
complete -c msgops -n "__fish_msgops_using_subcommand topics; and not __fish_seen_subcommand_from list create update delete subscribers help" -s p -l profile -d 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]' -r
complete -c msgops -n "__fish_msgops_using_subcommand topics; and not __fish_seen_subcommand_from list create update delete subscribers help" -l config -d 'Profile file [env: MSGOPS_CONFIG]' -r -F
complete -c msgops -n "__fish_msgops_using_subcommand topics; and not __fish_seen_subcommand_from list create update delete subscribers help" -s o -l output -d 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''"
complete -c msgops -n "__fish_msgops_using_subcommand topics; and not __fish_seen_subcommand_from list create update delete subscribers help" -l jq -d 'Filter the result with a jq program; implies json' -r
complete -c msgops -n "__fish_msgops_using_subcommand topics; and not __fish_seen_subcommand_from list create update delete subscribers help" -l columns -d 'Columns of table and csv, in this order' -r
complete -c msgops -n "__fish_msgops_using_subcommand topics; and not __fish_seen_subcommand_from list create update delete subscribers help" -l dry-run -d 'Print the request with secrets masked and send nothing; `=curl` prints a curl command' -r -f -a "http\t''
curl\t''"
complete -c msgops -n "__fish_msgops_using_subcommand topics; and not __fish_seen_subcommand_from list create update delete subscribers help" -l timeout -d 'Time limit of one try [default: 30s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand topics; and not __fish_seen_subcommand_from list create update delete subscribers help" -l tz -d 'Time zone of tables and of times without a zone [default: the machine\'s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand topics; and not __fish_seen_subcommand_from list create update delete subscribers help" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c msgops -n "__fish_msgops_using_subcommand topics; and not __fish_seen_subcommand_from list create update delete subscribers help" -l raw -d 'The vendor\'s reply exactly as received'
complete -c msgops -n "__fish_msgops_using_subcommand topics; and not __fish_seen_subcommand_from list create update delete subscribers help" -s q -l quiet -d 'Only data and errors'
complete -c msgops -n "__fish_msgops_using_subcommand topics; and not __fish_seen_subcommand_from list create update delete subscribers help" -s v -l verbose -d 'What was asked of whom and how long it took; twice for headers and bodies'
complete -c msgops -n "__fish_msgops_using_subcommand topics; and not __fish_seen_subcommand_from list create update delete subscribers help" -s h -l help -d 'Print help'
complete -c msgops -n "__fish_msgops_using_subcommand topics; and not __fish_seen_subcommand_from list create update delete subscribers help" -s V -l version -d 'Print version'
complete -c msgops -n "__fish_msgops_using_subcommand topics; and not __fish_seen_subcommand_from list create update delete subscribers help" -f -a "list" -d 'The topics that match'
complete -c msgops -n "__fish_msgops_using_subcommand topics; and not __fish_seen_subcommand_from list create update delete subscribers help" -f -a "create" -d 'Make a topic'
complete -c msgops -n "__fish_msgops_using_subcommand topics; and not __fish_seen_subcommand_from list create update delete subscribers help" -f -a "update" -d 'Change a topic'
complete -c msgops -n "__fish_msgops_using_subcommand topics; and not __fish_seen_subcommand_from list create update delete subscribers help" -f -a "delete" -d 'Delete topics'
complete -c msgops -n "__fish_msgops_using_subcommand topics; and not __fish_seen_subcommand_from list create update delete subscribers help" -f -a "subscribers" -d 'Who has subscribed to a topic, with the token that marketing messages go to'
complete -c msgops -n "__fish_msgops_using_subcommand topics; and not __fish_seen_subcommand_from list create update delete subscribers help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from list" -l title -d 'The title' -r
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from list" -l page -d 'A Facebook page; again for more' -r
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from list" -l since -d 'From then on: 2026-11-22, \'2026-11-22 13:00\', RFC 3339, epoch milliseconds, or an age such as 7d' -r
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from list" -l until -d 'Until then; a date includes its whole day' -r
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from list" -l limit -d 'Rows to show; stderr says when more match [default: 100]' -r
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from list" -l page-size -d 'Rows asked for at a time, 1 to 100 [default: as many as are wanted, at most 100]' -r
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from list" -s p -l profile -d 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]' -r
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from list" -l config -d 'Profile file [env: MSGOPS_CONFIG]' -r -F
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from list" -s o -l output -d 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''"
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from list" -l jq -d 'Filter the result with a jq program; implies json' -r
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from list" -l columns -d 'Columns of table and csv, in this order' -r
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from list" -l dry-run -d 'Print the request with secrets masked and send nothing; `=curl` prints a curl command' -r -f -a "http\t''
curl\t''"
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from list" -l timeout -d 'Time limit of one try [default: 30s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from list" -l tz -d 'Time zone of tables and of times without a zone [default: the machine\'s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from list" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from list" -l all -d 'Every row that matches'
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from list" -l count -d 'Only the number of rows that match'
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from list" -l raw -d 'The vendor\'s reply exactly as received'
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Only data and errors'
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from list" -s v -l verbose -d 'What was asked of whom and how long it took; twice for headers and bodies'
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help'
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from list" -s V -l version -d 'Print version'
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from create" -l title -d 'Its title, up to 65 characters' -r
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from create" -l describe -d 'What it is about, up to 65 characters' -r
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from create" -l image-ratio -d 'Shape of the picture' -r -f -a "square\t'1:1'
horizontal\t'1.91:1'"
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from create" -l button-type -d 'What the button of its opt-in message says' -r -f -a "allow\t'Allow messages'
get\t'Get messages'
get-updates\t'Get updates'
opt-in\t'Opt in to messages'
sign-up\t'Sign up for messages'"
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from create" -l image -d 'Picture' -r
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from create" -l timezone -d 'Time zone of the topic' -r
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from create" -l page -d 'The Facebook page it belongs to [default: the profile\'s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from create" -s p -l profile -d 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]' -r
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from create" -l config -d 'Profile file [env: MSGOPS_CONFIG]' -r -F
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from create" -s o -l output -d 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''"
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from create" -l jq -d 'Filter the result with a jq program; implies json' -r
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from create" -l columns -d 'Columns of table and csv, in this order' -r
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from create" -l dry-run -d 'Print the request with secrets masked and send nothing; `=curl` prints a curl command' -r -f -a "http\t''
curl\t''"
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from create" -l timeout -d 'Time limit of one try [default: 30s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from create" -l tz -d 'Time zone of tables and of times without a zone [default: the machine\'s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from create" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from create" -l raw -d 'The vendor\'s reply exactly as received'
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from create" -s q -l quiet -d 'Only data and errors'
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from create" -s v -l verbose -d 'What was asked of whom and how long it took; twice for headers and bodies'
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from create" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from create" -s V -l version -d 'Print version'
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from update" -l title -d 'Its title, which has to be the one it has' -r
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from update" -l describe -d 'What it is about, up to 65 characters' -r
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from update" -l image-ratio -d 'Shape of the picture' -r -f -a "square\t'1:1'
horizontal\t'1.91:1'"
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from update" -l button-type -d 'What the button of its opt-in message says' -r -f -a "allow\t'Allow messages'
get\t'Get messages'
get-updates\t'Get updates'
opt-in\t'Opt in to messages'
sign-up\t'Sign up for messages'"
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from update" -l image -d 'Picture' -r
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from update" -l timezone -d 'Time zone of the topic' -r
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from update" -l page -d 'Its Facebook page, which has to be the one it has' -r
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from update" -s p -l profile -d 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]' -r
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from update" -l config -d 'Profile file [env: MSGOPS_CONFIG]' -r -F
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from update" -s o -l output -d 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''"
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from update" -l jq -d 'Filter the result with a jq program; implies json' -r
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from update" -l columns -d 'Columns of table and csv, in this order' -r
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from update" -l dry-run -d 'Print the request with secrets masked and send nothing; `=curl` prints a curl command' -r -f -a "http\t''
curl\t''"
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from update" -l timeout -d 'Time limit of one try [default: 30s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from update" -l tz -d 'Time zone of tables and of times without a zone [default: the machine\'s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from update" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from update" -l raw -d 'The vendor\'s reply exactly as received'
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from update" -s q -l quiet -d 'Only data and errors'
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from update" -s v -l verbose -d 'What was asked of whom and how long it took; twice for headers and bodies'
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from update" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from update" -s V -l version -d 'Print version'
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from delete" -s p -l profile -d 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]' -r
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from delete" -l config -d 'Profile file [env: MSGOPS_CONFIG]' -r -F
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from delete" -s o -l output -d 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''"
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from delete" -l jq -d 'Filter the result with a jq program; implies json' -r
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from delete" -l columns -d 'Columns of table and csv, in this order' -r
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from delete" -l dry-run -d 'Print the request with secrets masked and send nothing; `=curl` prints a curl command' -r -f -a "http\t''
curl\t''"
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from delete" -l timeout -d 'Time limit of one try [default: 30s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from delete" -l tz -d 'Time zone of tables and of times without a zone [default: the machine\'s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from delete" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from delete" -s y -l yes -d 'Do not ask; needed without a terminal'
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from delete" -l raw -d 'The vendor\'s reply exactly as received'
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from delete" -s q -l quiet -d 'Only data and errors'
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from delete" -s v -l verbose -d 'What was asked of whom and how long it took; twice for headers and bodies'
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from delete" -s h -l help -d 'Print help'
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from delete" -s V -l version -d 'Print version'
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from subscribers" -l page -d 'The topic\'s Facebook page [default: the profile\'s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from subscribers" -l status -d 'Only those who still are, or only those who no longer are; the vendor gives both, so this is counted here' -r -f -a "subscribed\t''
unsubscribed\t''"
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from subscribers" -l limit -d 'Rows to show; stderr says when more match [default: 100]' -r
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from subscribers" -l page-size -d 'Rows asked for at a time, 1 to 100 [default: as many as are wanted, at most 100]' -r
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from subscribers" -s p -l profile -d 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]' -r
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from subscribers" -l config -d 'Profile file [env: MSGOPS_CONFIG]' -r -F
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from subscribers" -s o -l output -d 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''"
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from subscribers" -l jq -d 'Filter the result with a jq program; implies json' -r
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from subscribers" -l columns -d 'Columns of table and csv, in this order' -r
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from subscribers" -l dry-run -d 'Print the request with secrets masked and send nothing; `=curl` prints a curl command' -r -f -a "http\t''
curl\t''"
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from subscribers" -l timeout -d 'Time limit of one try [default: 30s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from subscribers" -l tz -d 'Time zone of tables and of times without a zone [default: the machine\'s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from subscribers" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from subscribers" -l all -d 'Every row that matches'
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from subscribers" -l count -d 'Only the number of rows that match'
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from subscribers" -l raw -d 'The vendor\'s reply exactly as received'
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from subscribers" -s q -l quiet -d 'Only data and errors'
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from subscribers" -s v -l verbose -d 'What was asked of whom and how long it took; twice for headers and bodies'
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from subscribers" -s h -l help -d 'Print help'
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from subscribers" -s V -l version -d 'Print version'
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from help" -f -a "list" -d 'The topics that match'
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from help" -f -a "create" -d 'Make a topic'
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from help" -f -a "update" -d 'Change a topic'
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from help" -f -a "delete" -d 'Delete topics'
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from help" -f -a "subscribers" -d 'Who has subscribed to a topic, with the token that marketing messages go to'
complete -c msgops -n "__fish_msgops_using_subcommand topics; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c msgops -n "__fish_msgops_using_subcommand tasks; and not __fish_seen_subcommand_from list stats show help" -s p -l profile -d 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]' -r
complete -c msgops -n "__fish_msgops_using_subcommand tasks; and not __fish_seen_subcommand_from list stats show help" -l config -d 'Profile file [env: MSGOPS_CONFIG]' -r -F
complete -c msgops -n "__fish_msgops_using_subcommand tasks; and not __fish_seen_subcommand_from list stats show help" -s o -l output -d 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''"
complete -c msgops -n "__fish_msgops_using_subcommand tasks; and not __fish_seen_subcommand_from list stats show help" -l jq -d 'Filter the result with a jq program; implies json' -r
complete -c msgops -n "__fish_msgops_using_subcommand tasks; and not __fish_seen_subcommand_from list stats show help" -l columns -d 'Columns of table and csv, in this order' -r
complete -c msgops -n "__fish_msgops_using_subcommand tasks; and not __fish_seen_subcommand_from list stats show help" -l dry-run -d 'Print the request with secrets masked and send nothing; `=curl` prints a curl command' -r -f -a "http\t''
curl\t''"
complete -c msgops -n "__fish_msgops_using_subcommand tasks; and not __fish_seen_subcommand_from list stats show help" -l timeout -d 'Time limit of one try [default: 30s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand tasks; and not __fish_seen_subcommand_from list stats show help" -l tz -d 'Time zone of tables and of times without a zone [default: the machine\'s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand tasks; and not __fish_seen_subcommand_from list stats show help" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c msgops -n "__fish_msgops_using_subcommand tasks; and not __fish_seen_subcommand_from list stats show help" -l raw -d 'The vendor\'s reply exactly as received'
complete -c msgops -n "__fish_msgops_using_subcommand tasks; and not __fish_seen_subcommand_from list stats show help" -s q -l quiet -d 'Only data and errors'
complete -c msgops -n "__fish_msgops_using_subcommand tasks; and not __fish_seen_subcommand_from list stats show help" -s v -l verbose -d 'What was asked of whom and how long it took; twice for headers and bodies'
complete -c msgops -n "__fish_msgops_using_subcommand tasks; and not __fish_seen_subcommand_from list stats show help" -s h -l help -d 'Print help'
complete -c msgops -n "__fish_msgops_using_subcommand tasks; and not __fish_seen_subcommand_from list stats show help" -s V -l version -d 'Print version'
complete -c msgops -n "__fish_msgops_using_subcommand tasks; and not __fish_seen_subcommand_from list stats show help" -f -a "list" -d 'The tasks that match, with their rates'
complete -c msgops -n "__fish_msgops_using_subcommand tasks; and not __fish_seen_subcommand_from list stats show help" -f -a "stats" -d 'Totals and rates over all tasks that match'
complete -c msgops -n "__fish_msgops_using_subcommand tasks; and not __fish_seen_subcommand_from list stats show help" -f -a "show" -d 'One task: its funnel, rates, and failures by code'
complete -c msgops -n "__fish_msgops_using_subcommand tasks; and not __fish_seen_subcommand_from list stats show help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c msgops -n "__fish_msgops_using_subcommand tasks; and __fish_seen_subcommand_from list" -l since -d 'From then on: 2026-11-22, \'2026-11-22 13:00\', RFC 3339, epoch milliseconds, or an age such as 7d' -r
complete -c msgops -n "__fish_msgops_using_subcommand tasks; and __fish_seen_subcommand_from list" -l until -d 'Until then; a date includes its whole day' -r
complete -c msgops -n "__fish_msgops_using_subcommand tasks; and __fish_seen_subcommand_from list" -l page -d 'The Facebook page that sent' -r
complete -c msgops -n "__fish_msgops_using_subcommand tasks; and __fish_seen_subcommand_from list" -l name -d 'The task\'s name' -r
complete -c msgops -n "__fish_msgops_using_subcommand tasks; and __fish_seen_subcommand_from list" -l topic-or-tag -d 'A topic\'s title, or a tag such as ACCOUNT_UPDATE' -r
complete -c msgops -n "__fish_msgops_using_subcommand tasks; and __fish_seen_subcommand_from list" -l type -d 'Marketing messages to a topic, or messages under a tag' -r -f -a "marketing\t''
tag\t''"
complete -c msgops -n "__fish_msgops_using_subcommand tasks; and __fish_seen_subcommand_from list" -l limit -d 'Rows to show; stderr says when more match [default: 100]' -r
complete -c msgops -n "__fish_msgops_using_subcommand tasks; and __fish_seen_subcommand_from list" -l page-size -d 'Rows asked for at a time, 1 to 100 [default: as many as are wanted, at most 100]' -r
complete -c msgops -n "__fish_msgops_using_subcommand tasks; and __fish_seen_subcommand_from list" -s p -l profile -d 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]' -r
complete -c msgops -n "__fish_msgops_using_subcommand tasks; and __fish_seen_subcommand_from list" -l config -d 'Profile file [env: MSGOPS_CONFIG]' -r -F
complete -c msgops -n "__fish_msgops_using_subcommand tasks; and __fish_seen_subcommand_from list" -s o -l output -d 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''"
complete -c msgops -n "__fish_msgops_using_subcommand tasks; and __fish_seen_subcommand_from list" -l jq -d 'Filter the result with a jq program; implies json' -r
complete -c msgops -n "__fish_msgops_using_subcommand tasks; and __fish_seen_subcommand_from list" -l columns -d 'Columns of table and csv, in this order' -r
complete -c msgops -n "__fish_msgops_using_subcommand tasks; and __fish_seen_subcommand_from list" -l dry-run -d 'Print the request with secrets masked and send nothing; `=curl` prints a curl command' -r -f -a "http\t''
curl\t''"
complete -c msgops -n "__fish_msgops_using_subcommand tasks; and __fish_seen_subcommand_from list" -l timeout -d 'Time limit of one try [default: 30s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand tasks; and __fish_seen_subcommand_from list" -l tz -d 'Time zone of tables and of times without a zone [default: the machine\'s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand tasks; and __fish_seen_subcommand_from list" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c msgops -n "__fish_msgops_using_subcommand tasks; and __fish_seen_subcommand_from list" -l all -d 'Every row that matches'
complete -c msgops -n "__fish_msgops_using_subcommand tasks; and __fish_seen_subcommand_from list" -l count -d 'Only the number of rows that match'
complete -c msgops -n "__fish_msgops_using_subcommand tasks; and __fish_seen_subcommand_from list" -l raw -d 'The vendor\'s reply exactly as received'
complete -c msgops -n "__fish_msgops_using_subcommand tasks; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Only data and errors'
complete -c msgops -n "__fish_msgops_using_subcommand tasks; and __fish_seen_subcommand_from list" -s v -l verbose -d 'What was asked of whom and how long it took; twice for headers and bodies'
complete -c msgops -n "__fish_msgops_using_subcommand tasks; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help'
complete -c msgops -n "__fish_msgops_using_subcommand tasks; and __fish_seen_subcommand_from list" -s V -l version -d 'Print version'
complete -c msgops -n "__fish_msgops_using_subcommand tasks; and __fish_seen_subcommand_from stats" -l since -d 'From then on: 2026-11-22, \'2026-11-22 13:00\', RFC 3339, epoch milliseconds, or an age such as 7d' -r
complete -c msgops -n "__fish_msgops_using_subcommand tasks; and __fish_seen_subcommand_from stats" -l until -d 'Until then; a date includes its whole day' -r
complete -c msgops -n "__fish_msgops_using_subcommand tasks; and __fish_seen_subcommand_from stats" -l page -d 'The Facebook page that sent' -r
complete -c msgops -n "__fish_msgops_using_subcommand tasks; and __fish_seen_subcommand_from stats" -l name -d 'The task\'s name' -r
complete -c msgops -n "__fish_msgops_using_subcommand tasks; and __fish_seen_subcommand_from stats" -l topic-or-tag -d 'A topic\'s title, or a tag such as ACCOUNT_UPDATE' -r
complete -c msgops -n "__fish_msgops_using_subcommand tasks; and __fish_seen_subcommand_from stats" -l type -d 'Marketing messages to a topic, or messages under a tag' -r -f -a "marketing\t''
tag\t''"
complete -c msgops -n "__fish_msgops_using_subcommand tasks; and __fish_seen_subcommand_from stats" -s p -l profile -d 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]' -r
complete -c msgops -n "__fish_msgops_using_subcommand tasks; and __fish_seen_subcommand_from stats" -l config -d 'Profile file [env: MSGOPS_CONFIG]' -r -F
complete -c msgops -n "__fish_msgops_using_subcommand tasks; and __fish_seen_subcommand_from stats" -s o -l output -d 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''"
complete -c msgops -n "__fish_msgops_using_subcommand tasks; and __fish_seen_subcommand_from stats" -l jq -d 'Filter the result with a jq program; implies json' -r
complete -c msgops -n "__fish_msgops_using_subcommand tasks; and __fish_seen_subcommand_from stats" -l columns -d 'Columns of table and csv, in this order' -r
complete -c msgops -n "__fish_msgops_using_subcommand tasks; and __fish_seen_subcommand_from stats" -l dry-run -d 'Print the request with secrets masked and send nothing; `=curl` prints a curl command' -r -f -a "http\t''
curl\t''"
complete -c msgops -n "__fish_msgops_using_subcommand tasks; and __fish_seen_subcommand_from stats" -l timeout -d 'Time limit of one try [default: 30s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand tasks; and __fish_seen_subcommand_from stats" -l tz -d 'Time zone of tables and of times without a zone [default: the machine\'s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand tasks; and __fish_seen_subcommand_from stats" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c msgops -n "__fish_msgops_using_subcommand tasks; and __fish_seen_subcommand_from stats" -l raw -d 'The vendor\'s reply exactly as received'
complete -c msgops -n "__fish_msgops_using_subcommand tasks; and __fish_seen_subcommand_from stats" -s q -l quiet -d 'Only data and errors'
complete -c msgops -n "__fish_msgops_using_subcommand tasks; and __fish_seen_subcommand_from stats" -s v -l verbose -d 'What was asked of whom and how long it took; twice for headers and bodies'
complete -c msgops -n "__fish_msgops_using_subcommand tasks; and __fish_seen_subcommand_from stats" -s h -l help -d 'Print help'
complete -c msgops -n "__fish_msgops_using_subcommand tasks; and __fish_seen_subcommand_from stats" -s V -l version -d 'Print version'
complete -c msgops -n "__fish_msgops_using_subcommand tasks; and __fish_seen_subcommand_from show" -l since -d 'From then on: 2026-11-22, \'2026-11-22 13:00\', RFC 3339, epoch milliseconds, or an age such as 7d' -r
complete -c msgops -n "__fish_msgops_using_subcommand tasks; and __fish_seen_subcommand_from show" -l until -d 'Until then; a date includes its whole day' -r
complete -c msgops -n "__fish_msgops_using_subcommand tasks; and __fish_seen_subcommand_from show" -l name -d 'The task\'s name' -r
complete -c msgops -n "__fish_msgops_using_subcommand tasks; and __fish_seen_subcommand_from show" -s p -l profile -d 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]' -r
complete -c msgops -n "__fish_msgops_using_subcommand tasks; and __fish_seen_subcommand_from show" -l config -d 'Profile file [env: MSGOPS_CONFIG]' -r -F
complete -c msgops -n "__fish_msgops_using_subcommand tasks; and __fish_seen_subcommand_from show" -s o -l output -d 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''"
complete -c msgops -n "__fish_msgops_using_subcommand tasks; and __fish_seen_subcommand_from show" -l jq -d 'Filter the result with a jq program; implies json' -r
complete -c msgops -n "__fish_msgops_using_subcommand tasks; and __fish_seen_subcommand_from show" -l columns -d 'Columns of table and csv, in this order' -r
complete -c msgops -n "__fish_msgops_using_subcommand tasks; and __fish_seen_subcommand_from show" -l dry-run -d 'Print the request with secrets masked and send nothing; `=curl` prints a curl command' -r -f -a "http\t''
curl\t''"
complete -c msgops -n "__fish_msgops_using_subcommand tasks; and __fish_seen_subcommand_from show" -l timeout -d 'Time limit of one try [default: 30s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand tasks; and __fish_seen_subcommand_from show" -l tz -d 'Time zone of tables and of times without a zone [default: the machine\'s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand tasks; and __fish_seen_subcommand_from show" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c msgops -n "__fish_msgops_using_subcommand tasks; and __fish_seen_subcommand_from show" -l raw -d 'The vendor\'s reply exactly as received'
complete -c msgops -n "__fish_msgops_using_subcommand tasks; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Only data and errors'
complete -c msgops -n "__fish_msgops_using_subcommand tasks; and __fish_seen_subcommand_from show" -s v -l verbose -d 'What was asked of whom and how long it took; twice for headers and bodies'
complete -c msgops -n "__fish_msgops_using_subcommand tasks; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c msgops -n "__fish_msgops_using_subcommand tasks; and __fish_seen_subcommand_from show" -s V -l version -d 'Print version'
complete -c msgops -n "__fish_msgops_using_subcommand tasks; and __fish_seen_subcommand_from help" -f -a "list" -d 'The tasks that match, with their rates'
complete -c msgops -n "__fish_msgops_using_subcommand tasks; and __fish_seen_subcommand_from help" -f -a "stats" -d 'Totals and rates over all tasks that match'
complete -c msgops -n "__fish_msgops_using_subcommand tasks; and __fish_seen_subcommand_from help" -f -a "show" -d 'One task: its funnel, rates, and failures by code'
complete -c msgops -n "__fish_msgops_using_subcommand tasks; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c msgops -n "__fish_msgops_using_subcommand records; and not __fish_seen_subcommand_from list stats help" -s p -l profile -d 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]' -r
complete -c msgops -n "__fish_msgops_using_subcommand records; and not __fish_seen_subcommand_from list stats help" -l config -d 'Profile file [env: MSGOPS_CONFIG]' -r -F
complete -c msgops -n "__fish_msgops_using_subcommand records; and not __fish_seen_subcommand_from list stats help" -s o -l output -d 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''"
complete -c msgops -n "__fish_msgops_using_subcommand records; and not __fish_seen_subcommand_from list stats help" -l jq -d 'Filter the result with a jq program; implies json' -r
complete -c msgops -n "__fish_msgops_using_subcommand records; and not __fish_seen_subcommand_from list stats help" -l columns -d 'Columns of table and csv, in this order' -r
complete -c msgops -n "__fish_msgops_using_subcommand records; and not __fish_seen_subcommand_from list stats help" -l dry-run -d 'Print the request with secrets masked and send nothing; `=curl` prints a curl command' -r -f -a "http\t''
curl\t''"
complete -c msgops -n "__fish_msgops_using_subcommand records; and not __fish_seen_subcommand_from list stats help" -l timeout -d 'Time limit of one try [default: 30s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand records; and not __fish_seen_subcommand_from list stats help" -l tz -d 'Time zone of tables and of times without a zone [default: the machine\'s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand records; and not __fish_seen_subcommand_from list stats help" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c msgops -n "__fish_msgops_using_subcommand records; and not __fish_seen_subcommand_from list stats help" -l raw -d 'The vendor\'s reply exactly as received'
complete -c msgops -n "__fish_msgops_using_subcommand records; and not __fish_seen_subcommand_from list stats help" -s q -l quiet -d 'Only data and errors'
complete -c msgops -n "__fish_msgops_using_subcommand records; and not __fish_seen_subcommand_from list stats help" -s v -l verbose -d 'What was asked of whom and how long it took; twice for headers and bodies'
complete -c msgops -n "__fish_msgops_using_subcommand records; and not __fish_seen_subcommand_from list stats help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c msgops -n "__fish_msgops_using_subcommand records; and not __fish_seen_subcommand_from list stats help" -s V -l version -d 'Print version'
complete -c msgops -n "__fish_msgops_using_subcommand records; and not __fish_seen_subcommand_from list stats help" -f -a "list" -d 'The records that match, as they come'
complete -c msgops -n "__fish_msgops_using_subcommand records; and not __fish_seen_subcommand_from list stats help" -f -a "stats" -d 'How many by status, and by code with what it means'
complete -c msgops -n "__fish_msgops_using_subcommand records; and not __fish_seen_subcommand_from list stats help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c msgops -n "__fish_msgops_using_subcommand records; and __fish_seen_subcommand_from list" -l since -d 'From then on: 2026-11-22, \'2026-11-22 13:00\', RFC 3339, epoch milliseconds, or an age such as 7d' -r
complete -c msgops -n "__fish_msgops_using_subcommand records; and __fish_seen_subcommand_from list" -l until -d 'Until then; a date includes its whole day' -r
complete -c msgops -n "__fish_msgops_using_subcommand records; and __fish_seen_subcommand_from list" -l message -d 'A message id (`m_…`)' -r
complete -c msgops -n "__fish_msgops_using_subcommand records; and __fish_seen_subcommand_from list" -l status -d 'What became of it' -r -f -a "sent\t''
delivered\t''
read\t''
failed\t''"
complete -c msgops -n "__fish_msgops_using_subcommand records; and __fish_seen_subcommand_from list" -l task -d 'A task\'s id' -r
complete -c msgops -n "__fish_msgops_using_subcommand records; and __fish_seen_subcommand_from list" -l task-name -d 'A task\'s name' -r
complete -c msgops -n "__fish_msgops_using_subcommand records; and __fish_seen_subcommand_from list" -l agent -d 'Who sent it, an agent\'s id' -r
complete -c msgops -n "__fish_msgops_using_subcommand records; and __fish_seen_subcommand_from list" -l page -d 'The Facebook page that sent it' -r
complete -c msgops -n "__fish_msgops_using_subcommand records; and __fish_seen_subcommand_from list" -l recipient -d 'Whom it went to' -r
complete -c msgops -n "__fish_msgops_using_subcommand records; and __fish_seen_subcommand_from list" -l topic-or-tag -d 'A topic\'s title, or a tag such as ACCOUNT_UPDATE' -r
complete -c msgops -n "__fish_msgops_using_subcommand records; and __fish_seen_subcommand_from list" -l limit -d 'Rows to show; stderr says when more match [default: 100]' -r
complete -c msgops -n "__fish_msgops_using_subcommand records; and __fish_seen_subcommand_from list" -l page-size -d 'Rows asked for at a time, 1 to 100 [default: as many as are wanted, at most 100]' -r
complete -c msgops -n "__fish_msgops_using_subcommand records; and __fish_seen_subcommand_from list" -s p -l profile -d 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]' -r
complete -c msgops -n "__fish_msgops_using_subcommand records; and __fish_seen_subcommand_from list" -l config -d 'Profile file [env: MSGOPS_CONFIG]' -r -F
complete -c msgops -n "__fish_msgops_using_subcommand records; and __fish_seen_subcommand_from list" -s o -l output -d 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''"
complete -c msgops -n "__fish_msgops_using_subcommand records; and __fish_seen_subcommand_from list" -l jq -d 'Filter the result with a jq program; implies json' -r
complete -c msgops -n "__fish_msgops_using_subcommand records; and __fish_seen_subcommand_from list" -l columns -d 'Columns of table and csv, in this order' -r
complete -c msgops -n "__fish_msgops_using_subcommand records; and __fish_seen_subcommand_from list" -l dry-run -d 'Print the request with secrets masked and send nothing; `=curl` prints a curl command' -r -f -a "http\t''
curl\t''"
complete -c msgops -n "__fish_msgops_using_subcommand records; and __fish_seen_subcommand_from list" -l timeout -d 'Time limit of one try [default: 30s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand records; and __fish_seen_subcommand_from list" -l tz -d 'Time zone of tables and of times without a zone [default: the machine\'s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand records; and __fish_seen_subcommand_from list" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c msgops -n "__fish_msgops_using_subcommand records; and __fish_seen_subcommand_from list" -l all -d 'Every row that matches'
complete -c msgops -n "__fish_msgops_using_subcommand records; and __fish_seen_subcommand_from list" -l count -d 'Only the number of rows that match'
complete -c msgops -n "__fish_msgops_using_subcommand records; and __fish_seen_subcommand_from list" -l raw -d 'The vendor\'s reply exactly as received'
complete -c msgops -n "__fish_msgops_using_subcommand records; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Only data and errors'
complete -c msgops -n "__fish_msgops_using_subcommand records; and __fish_seen_subcommand_from list" -s v -l verbose -d 'What was asked of whom and how long it took; twice for headers and bodies'
complete -c msgops -n "__fish_msgops_using_subcommand records; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help'
complete -c msgops -n "__fish_msgops_using_subcommand records; and __fish_seen_subcommand_from list" -s V -l version -d 'Print version'
complete -c msgops -n "__fish_msgops_using_subcommand records; and __fish_seen_subcommand_from stats" -l since -d 'From then on: 2026-11-22, \'2026-11-22 13:00\', RFC 3339, epoch milliseconds, or an age such as 7d' -r
complete -c msgops -n "__fish_msgops_using_subcommand records; and __fish_seen_subcommand_from stats" -l until -d 'Until then; a date includes its whole day' -r
complete -c msgops -n "__fish_msgops_using_subcommand records; and __fish_seen_subcommand_from stats" -l message -d 'A message id (`m_…`)' -r
complete -c msgops -n "__fish_msgops_using_subcommand records; and __fish_seen_subcommand_from stats" -l status -d 'What became of it' -r -f -a "sent\t''
delivered\t''
read\t''
failed\t''"
complete -c msgops -n "__fish_msgops_using_subcommand records; and __fish_seen_subcommand_from stats" -l task -d 'A task\'s id' -r
complete -c msgops -n "__fish_msgops_using_subcommand records; and __fish_seen_subcommand_from stats" -l task-name -d 'A task\'s name' -r
complete -c msgops -n "__fish_msgops_using_subcommand records; and __fish_seen_subcommand_from stats" -l agent -d 'Who sent it, an agent\'s id' -r
complete -c msgops -n "__fish_msgops_using_subcommand records; and __fish_seen_subcommand_from stats" -l page -d 'The Facebook page that sent it' -r
complete -c msgops -n "__fish_msgops_using_subcommand records; and __fish_seen_subcommand_from stats" -l recipient -d 'Whom it went to' -r
complete -c msgops -n "__fish_msgops_using_subcommand records; and __fish_seen_subcommand_from stats" -l topic-or-tag -d 'A topic\'s title, or a tag such as ACCOUNT_UPDATE' -r
complete -c msgops -n "__fish_msgops_using_subcommand records; and __fish_seen_subcommand_from stats" -s p -l profile -d 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]' -r
complete -c msgops -n "__fish_msgops_using_subcommand records; and __fish_seen_subcommand_from stats" -l config -d 'Profile file [env: MSGOPS_CONFIG]' -r -F
complete -c msgops -n "__fish_msgops_using_subcommand records; and __fish_seen_subcommand_from stats" -s o -l output -d 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''"
complete -c msgops -n "__fish_msgops_using_subcommand records; and __fish_seen_subcommand_from stats" -l jq -d 'Filter the result with a jq program; implies json' -r
complete -c msgops -n "__fish_msgops_using_subcommand records; and __fish_seen_subcommand_from stats" -l columns -d 'Columns of table and csv, in this order' -r
complete -c msgops -n "__fish_msgops_using_subcommand records; and __fish_seen_subcommand_from stats" -l dry-run -d 'Print the request with secrets masked and send nothing; `=curl` prints a curl command' -r -f -a "http\t''
curl\t''"
complete -c msgops -n "__fish_msgops_using_subcommand records; and __fish_seen_subcommand_from stats" -l timeout -d 'Time limit of one try [default: 30s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand records; and __fish_seen_subcommand_from stats" -l tz -d 'Time zone of tables and of times without a zone [default: the machine\'s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand records; and __fish_seen_subcommand_from stats" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c msgops -n "__fish_msgops_using_subcommand records; and __fish_seen_subcommand_from stats" -l raw -d 'The vendor\'s reply exactly as received'
complete -c msgops -n "__fish_msgops_using_subcommand records; and __fish_seen_subcommand_from stats" -s q -l quiet -d 'Only data and errors'
complete -c msgops -n "__fish_msgops_using_subcommand records; and __fish_seen_subcommand_from stats" -s v -l verbose -d 'What was asked of whom and how long it took; twice for headers and bodies'
complete -c msgops -n "__fish_msgops_using_subcommand records; and __fish_seen_subcommand_from stats" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c msgops -n "__fish_msgops_using_subcommand records; and __fish_seen_subcommand_from stats" -s V -l version -d 'Print version'
complete -c msgops -n "__fish_msgops_using_subcommand records; and __fish_seen_subcommand_from help" -f -a "list" -d 'The records that match, as they come'
complete -c msgops -n "__fish_msgops_using_subcommand records; and __fish_seen_subcommand_from help" -f -a "stats" -d 'How many by status, and by code with what it means'
complete -c msgops -n "__fish_msgops_using_subcommand records; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
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
complete -c msgops -n "__fish_msgops_using_subcommand webhook-decode" -l platform -d 'Only events of this platform' -r -f -a "whatsapp\t''
messenger\t''
nx-messenger\t''"
complete -c msgops -n "__fish_msgops_using_subcommand webhook-decode" -l event -d 'Only events of this name; `*` stands for any text, as in `status.*`' -r
complete -c msgops -n "__fish_msgops_using_subcommand webhook-decode" -l contact -d 'Only events of this person' -r
complete -c msgops -n "__fish_msgops_using_subcommand webhook-decode" -l since -d 'Only events at or after this time' -r
complete -c msgops -n "__fish_msgops_using_subcommand webhook-decode" -l until -d 'Only events up to this time' -r
complete -c msgops -n "__fish_msgops_using_subcommand webhook-decode" -l html -d 'Write the statistics as one self-contained page' -r -F
complete -c msgops -n "__fish_msgops_using_subcommand webhook-decode" -l assume-tz -d 'Time zone of vendor times without one [default: +08:00]' -r
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
complete -c msgops -n "__fish_msgops_using_subcommand webhook-decode" -l stats -d 'Statistics: events, failures by code, costs, people, funnel, latencies'
complete -c msgops -n "__fish_msgops_using_subcommand webhook-decode" -l verify -d 'Check NXCloud\'s signatures with the profile\'s access secret'
complete -c msgops -n "__fish_msgops_using_subcommand webhook-decode" -l strict -d 'Exit 2 if anything was not recognised, was repaired, or is not verified'
complete -c msgops -n "__fish_msgops_using_subcommand webhook-decode" -l follow -d 'Keep reading as the files grow'
complete -c msgops -n "__fish_msgops_using_subcommand webhook-decode" -l raw -d 'The vendor\'s reply exactly as received'
complete -c msgops -n "__fish_msgops_using_subcommand webhook-decode" -s q -l quiet -d 'Only data and errors'
complete -c msgops -n "__fish_msgops_using_subcommand webhook-decode" -s v -l verbose -d 'What was asked of whom and how long it took; twice for headers and bodies'
complete -c msgops -n "__fish_msgops_using_subcommand webhook-decode" -s h -l help -d 'Print help (see more with \'--help\')'
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
complete -c msgops -n "__fish_msgops_using_subcommand profile; and not __fish_seen_subcommand_from list show set remove default path help" -s p -l profile -d 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]' -r
complete -c msgops -n "__fish_msgops_using_subcommand profile; and not __fish_seen_subcommand_from list show set remove default path help" -l config -d 'Profile file [env: MSGOPS_CONFIG]' -r -F
complete -c msgops -n "__fish_msgops_using_subcommand profile; and not __fish_seen_subcommand_from list show set remove default path help" -s o -l output -d 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''"
complete -c msgops -n "__fish_msgops_using_subcommand profile; and not __fish_seen_subcommand_from list show set remove default path help" -l jq -d 'Filter the result with a jq program; implies json' -r
complete -c msgops -n "__fish_msgops_using_subcommand profile; and not __fish_seen_subcommand_from list show set remove default path help" -l columns -d 'Columns of table and csv, in this order' -r
complete -c msgops -n "__fish_msgops_using_subcommand profile; and not __fish_seen_subcommand_from list show set remove default path help" -l dry-run -d 'Print the request with secrets masked and send nothing; `=curl` prints a curl command' -r -f -a "http\t''
curl\t''"
complete -c msgops -n "__fish_msgops_using_subcommand profile; and not __fish_seen_subcommand_from list show set remove default path help" -l timeout -d 'Time limit of one try [default: 30s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand profile; and not __fish_seen_subcommand_from list show set remove default path help" -l tz -d 'Time zone of tables and of times without a zone [default: the machine\'s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand profile; and not __fish_seen_subcommand_from list show set remove default path help" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c msgops -n "__fish_msgops_using_subcommand profile; and not __fish_seen_subcommand_from list show set remove default path help" -l raw -d 'The vendor\'s reply exactly as received'
complete -c msgops -n "__fish_msgops_using_subcommand profile; and not __fish_seen_subcommand_from list show set remove default path help" -s q -l quiet -d 'Only data and errors'
complete -c msgops -n "__fish_msgops_using_subcommand profile; and not __fish_seen_subcommand_from list show set remove default path help" -s v -l verbose -d 'What was asked of whom and how long it took; twice for headers and bodies'
complete -c msgops -n "__fish_msgops_using_subcommand profile; and not __fish_seen_subcommand_from list show set remove default path help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c msgops -n "__fish_msgops_using_subcommand profile; and not __fish_seen_subcommand_from list show set remove default path help" -s V -l version -d 'Print version'
complete -c msgops -n "__fish_msgops_using_subcommand profile; and not __fish_seen_subcommand_from list show set remove default path help" -f -a "list" -d 'List the profiles'
complete -c msgops -n "__fish_msgops_using_subcommand profile; and not __fish_seen_subcommand_from list show set remove default path help" -f -a "show" -d 'Show every value of a profile and where it comes from'
complete -c msgops -n "__fish_msgops_using_subcommand profile; and not __fish_seen_subcommand_from list show set remove default path help" -f -a "set" -d 'Set values of a profile, making it when it is not there'
complete -c msgops -n "__fish_msgops_using_subcommand profile; and not __fish_seen_subcommand_from list show set remove default path help" -f -a "remove" -d 'Take a profile out of the file'
complete -c msgops -n "__fish_msgops_using_subcommand profile; and not __fish_seen_subcommand_from list show set remove default path help" -f -a "default" -d 'Choose the profile that is used when none is named'
complete -c msgops -n "__fish_msgops_using_subcommand profile; and not __fish_seen_subcommand_from list show set remove default path help" -f -a "path" -d 'Print the path of the profile file, whether it is there or not'
complete -c msgops -n "__fish_msgops_using_subcommand profile; and not __fish_seen_subcommand_from list show set remove default path help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from list" -s p -l profile -d 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]' -r
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from list" -l config -d 'Profile file [env: MSGOPS_CONFIG]' -r -F
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from list" -s o -l output -d 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''"
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from list" -l jq -d 'Filter the result with a jq program; implies json' -r
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from list" -l columns -d 'Columns of table and csv, in this order' -r
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from list" -l dry-run -d 'Print the request with secrets masked and send nothing; `=curl` prints a curl command' -r -f -a "http\t''
curl\t''"
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from list" -l timeout -d 'Time limit of one try [default: 30s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from list" -l tz -d 'Time zone of tables and of times without a zone [default: the machine\'s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from list" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from list" -l raw -d 'The vendor\'s reply exactly as received'
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Only data and errors'
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from list" -s v -l verbose -d 'What was asked of whom and how long it took; twice for headers and bodies'
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from list" -s V -l version -d 'Print version'
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from show" -s p -l profile -d 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]' -r
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from show" -l config -d 'Profile file [env: MSGOPS_CONFIG]' -r -F
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from show" -s o -l output -d 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''"
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from show" -l jq -d 'Filter the result with a jq program; implies json' -r
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from show" -l columns -d 'Columns of table and csv, in this order' -r
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from show" -l dry-run -d 'Print the request with secrets masked and send nothing; `=curl` prints a curl command' -r -f -a "http\t''
curl\t''"
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from show" -l timeout -d 'Time limit of one try [default: 30s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from show" -l tz -d 'Time zone of tables and of times without a zone [default: the machine\'s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from show" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from show" -l raw -d 'The vendor\'s reply exactly as received'
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Only data and errors'
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from show" -s v -l verbose -d 'What was asked of whom and how long it took; twice for headers and bodies'
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from show" -s V -l version -d 'Print version'
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from set" -s p -l profile -d 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]' -r
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from set" -l config -d 'Profile file [env: MSGOPS_CONFIG]' -r -F
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from set" -s o -l output -d 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''"
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from set" -l jq -d 'Filter the result with a jq program; implies json' -r
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from set" -l columns -d 'Columns of table and csv, in this order' -r
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from set" -l dry-run -d 'Print the request with secrets masked and send nothing; `=curl` prints a curl command' -r -f -a "http\t''
curl\t''"
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from set" -l timeout -d 'Time limit of one try [default: 30s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from set" -l tz -d 'Time zone of tables and of times without a zone [default: the machine\'s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from set" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from set" -l raw -d 'The vendor\'s reply exactly as received'
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from set" -s q -l quiet -d 'Only data and errors'
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from set" -s v -l verbose -d 'What was asked of whom and how long it took; twice for headers and bodies'
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from set" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from set" -s V -l version -d 'Print version'
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from remove" -s p -l profile -d 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]' -r
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from remove" -l config -d 'Profile file [env: MSGOPS_CONFIG]' -r -F
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from remove" -s o -l output -d 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''"
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from remove" -l jq -d 'Filter the result with a jq program; implies json' -r
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from remove" -l columns -d 'Columns of table and csv, in this order' -r
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from remove" -l dry-run -d 'Print the request with secrets masked and send nothing; `=curl` prints a curl command' -r -f -a "http\t''
curl\t''"
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from remove" -l timeout -d 'Time limit of one try [default: 30s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from remove" -l tz -d 'Time zone of tables and of times without a zone [default: the machine\'s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from remove" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from remove" -l raw -d 'The vendor\'s reply exactly as received'
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from remove" -s q -l quiet -d 'Only data and errors'
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from remove" -s v -l verbose -d 'What was asked of whom and how long it took; twice for headers and bodies'
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from remove" -s h -l help -d 'Print help'
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from remove" -s V -l version -d 'Print version'
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from default" -s p -l profile -d 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]' -r
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from default" -l config -d 'Profile file [env: MSGOPS_CONFIG]' -r -F
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from default" -s o -l output -d 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''"
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from default" -l jq -d 'Filter the result with a jq program; implies json' -r
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from default" -l columns -d 'Columns of table and csv, in this order' -r
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from default" -l dry-run -d 'Print the request with secrets masked and send nothing; `=curl` prints a curl command' -r -f -a "http\t''
curl\t''"
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from default" -l timeout -d 'Time limit of one try [default: 30s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from default" -l tz -d 'Time zone of tables and of times without a zone [default: the machine\'s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from default" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from default" -l raw -d 'The vendor\'s reply exactly as received'
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from default" -s q -l quiet -d 'Only data and errors'
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from default" -s v -l verbose -d 'What was asked of whom and how long it took; twice for headers and bodies'
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from default" -s h -l help -d 'Print help'
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from default" -s V -l version -d 'Print version'
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from path" -s p -l profile -d 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]' -r
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from path" -l config -d 'Profile file [env: MSGOPS_CONFIG]' -r -F
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from path" -s o -l output -d 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''"
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from path" -l jq -d 'Filter the result with a jq program; implies json' -r
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from path" -l columns -d 'Columns of table and csv, in this order' -r
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from path" -l dry-run -d 'Print the request with secrets masked and send nothing; `=curl` prints a curl command' -r -f -a "http\t''
curl\t''"
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from path" -l timeout -d 'Time limit of one try [default: 30s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from path" -l tz -d 'Time zone of tables and of times without a zone [default: the machine\'s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from path" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from path" -l raw -d 'The vendor\'s reply exactly as received'
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from path" -s q -l quiet -d 'Only data and errors'
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from path" -s v -l verbose -d 'What was asked of whom and how long it took; twice for headers and bodies'
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from path" -s h -l help -d 'Print help'
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from path" -s V -l version -d 'Print version'
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from help" -f -a "list" -d 'List the profiles'
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from help" -f -a "show" -d 'Show every value of a profile and where it comes from'
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from help" -f -a "set" -d 'Set values of a profile, making it when it is not there'
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from help" -f -a "remove" -d 'Take a profile out of the file'
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from help" -f -a "default" -d 'Choose the profile that is used when none is named'
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from help" -f -a "path" -d 'Print the path of the profile file, whether it is there or not'
complete -c msgops -n "__fish_msgops_using_subcommand profile; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
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
complete -c msgops -n "__fish_msgops_using_subcommand doctor" -l renew-token -d 'Fetch a new Sobot token too; the one before stops working everywhere'
complete -c msgops -n "__fish_msgops_using_subcommand doctor" -l raw -d 'The vendor\'s reply exactly as received'
complete -c msgops -n "__fish_msgops_using_subcommand doctor" -s q -l quiet -d 'Only data and errors'
complete -c msgops -n "__fish_msgops_using_subcommand doctor" -s v -l verbose -d 'What was asked of whom and how long it took; twice for headers and bodies'
complete -c msgops -n "__fish_msgops_using_subcommand doctor" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c msgops -n "__fish_msgops_using_subcommand doctor" -s V -l version -d 'Print version'
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and not __fish_seen_subcommand_from list show rows settle remove help" -s p -l profile -d 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]' -r
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and not __fish_seen_subcommand_from list show rows settle remove help" -l config -d 'Profile file [env: MSGOPS_CONFIG]' -r -F
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and not __fish_seen_subcommand_from list show rows settle remove help" -s o -l output -d 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''"
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and not __fish_seen_subcommand_from list show rows settle remove help" -l jq -d 'Filter the result with a jq program; implies json' -r
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and not __fish_seen_subcommand_from list show rows settle remove help" -l columns -d 'Columns of table and csv, in this order' -r
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and not __fish_seen_subcommand_from list show rows settle remove help" -l dry-run -d 'Print the request with secrets masked and send nothing; `=curl` prints a curl command' -r -f -a "http\t''
curl\t''"
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and not __fish_seen_subcommand_from list show rows settle remove help" -l timeout -d 'Time limit of one try [default: 30s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and not __fish_seen_subcommand_from list show rows settle remove help" -l tz -d 'Time zone of tables and of times without a zone [default: the machine\'s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and not __fish_seen_subcommand_from list show rows settle remove help" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and not __fish_seen_subcommand_from list show rows settle remove help" -l raw -d 'The vendor\'s reply exactly as received'
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and not __fish_seen_subcommand_from list show rows settle remove help" -s q -l quiet -d 'Only data and errors'
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and not __fish_seen_subcommand_from list show rows settle remove help" -s v -l verbose -d 'What was asked of whom and how long it took; twice for headers and bodies'
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and not __fish_seen_subcommand_from list show rows settle remove help" -s h -l help -d 'Print help'
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and not __fish_seen_subcommand_from list show rows settle remove help" -s V -l version -d 'Print version'
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and not __fish_seen_subcommand_from list show rows settle remove help" -f -a "list" -d 'All jobs with their state and counts'
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and not __fish_seen_subcommand_from list show rows settle remove help" -f -a "show" -d 'One job: what it sends, how far it is, and why rows were refused'
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and not __fish_seen_subcommand_from list show rows settle remove help" -f -a "rows" -d 'The rows of a job with their own columns, ready to be sent again'
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and not __fish_seen_subcommand_from list show rows settle remove help" -f -a "settle" -d 'Record your own word about rows whose outcome is unknown'
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and not __fish_seen_subcommand_from list show rows settle remove help" -f -a "remove" -d 'Forget a job; with unknown rows this needs --yes'
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and not __fish_seen_subcommand_from list show rows settle remove help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and __fish_seen_subcommand_from list" -s p -l profile -d 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]' -r
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and __fish_seen_subcommand_from list" -l config -d 'Profile file [env: MSGOPS_CONFIG]' -r -F
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and __fish_seen_subcommand_from list" -s o -l output -d 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''"
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and __fish_seen_subcommand_from list" -l jq -d 'Filter the result with a jq program; implies json' -r
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and __fish_seen_subcommand_from list" -l columns -d 'Columns of table and csv, in this order' -r
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and __fish_seen_subcommand_from list" -l dry-run -d 'Print the request with secrets masked and send nothing; `=curl` prints a curl command' -r -f -a "http\t''
curl\t''"
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and __fish_seen_subcommand_from list" -l timeout -d 'Time limit of one try [default: 30s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and __fish_seen_subcommand_from list" -l tz -d 'Time zone of tables and of times without a zone [default: the machine\'s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and __fish_seen_subcommand_from list" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and __fish_seen_subcommand_from list" -l raw -d 'The vendor\'s reply exactly as received'
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Only data and errors'
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and __fish_seen_subcommand_from list" -s v -l verbose -d 'What was asked of whom and how long it took; twice for headers and bodies'
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help'
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and __fish_seen_subcommand_from list" -s V -l version -d 'Print version'
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and __fish_seen_subcommand_from show" -s p -l profile -d 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]' -r
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and __fish_seen_subcommand_from show" -l config -d 'Profile file [env: MSGOPS_CONFIG]' -r -F
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and __fish_seen_subcommand_from show" -s o -l output -d 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''"
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and __fish_seen_subcommand_from show" -l jq -d 'Filter the result with a jq program; implies json' -r
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and __fish_seen_subcommand_from show" -l columns -d 'Columns of table and csv, in this order' -r
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and __fish_seen_subcommand_from show" -l dry-run -d 'Print the request with secrets masked and send nothing; `=curl` prints a curl command' -r -f -a "http\t''
curl\t''"
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and __fish_seen_subcommand_from show" -l timeout -d 'Time limit of one try [default: 30s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and __fish_seen_subcommand_from show" -l tz -d 'Time zone of tables and of times without a zone [default: the machine\'s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and __fish_seen_subcommand_from show" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and __fish_seen_subcommand_from show" -l raw -d 'The vendor\'s reply exactly as received'
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Only data and errors'
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and __fish_seen_subcommand_from show" -s v -l verbose -d 'What was asked of whom and how long it took; twice for headers and bodies'
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help'
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and __fish_seen_subcommand_from show" -s V -l version -d 'Print version'
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and __fish_seen_subcommand_from rows" -l state -d 'Only rows in this state' -r -f -a "accepted\t''
refused\t''
unknown\t''
skipped\t''
pending\t''
sending\t''"
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and __fish_seen_subcommand_from rows" -s p -l profile -d 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]' -r
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and __fish_seen_subcommand_from rows" -l config -d 'Profile file [env: MSGOPS_CONFIG]' -r -F
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and __fish_seen_subcommand_from rows" -s o -l output -d 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''"
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and __fish_seen_subcommand_from rows" -l jq -d 'Filter the result with a jq program; implies json' -r
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and __fish_seen_subcommand_from rows" -l columns -d 'Columns of table and csv, in this order' -r
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and __fish_seen_subcommand_from rows" -l dry-run -d 'Print the request with secrets masked and send nothing; `=curl` prints a curl command' -r -f -a "http\t''
curl\t''"
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and __fish_seen_subcommand_from rows" -l timeout -d 'Time limit of one try [default: 30s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and __fish_seen_subcommand_from rows" -l tz -d 'Time zone of tables and of times without a zone [default: the machine\'s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and __fish_seen_subcommand_from rows" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and __fish_seen_subcommand_from rows" -l raw -d 'The vendor\'s reply exactly as received'
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and __fish_seen_subcommand_from rows" -s q -l quiet -d 'Only data and errors'
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and __fish_seen_subcommand_from rows" -s v -l verbose -d 'What was asked of whom and how long it took; twice for headers and bodies'
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and __fish_seen_subcommand_from rows" -s h -l help -d 'Print help'
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and __fish_seen_subcommand_from rows" -s V -l version -d 'Print version'
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and __fish_seen_subcommand_from settle" -l as -d 'What became of them' -r -f -a "accepted\t''
refused\t''"
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and __fish_seen_subcommand_from settle" -l recipient -d 'Only this recipient; may be given again [default: every unknown row]' -r
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and __fish_seen_subcommand_from settle" -s p -l profile -d 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]' -r
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and __fish_seen_subcommand_from settle" -l config -d 'Profile file [env: MSGOPS_CONFIG]' -r -F
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and __fish_seen_subcommand_from settle" -s o -l output -d 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''"
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and __fish_seen_subcommand_from settle" -l jq -d 'Filter the result with a jq program; implies json' -r
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and __fish_seen_subcommand_from settle" -l columns -d 'Columns of table and csv, in this order' -r
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and __fish_seen_subcommand_from settle" -l dry-run -d 'Print the request with secrets masked and send nothing; `=curl` prints a curl command' -r -f -a "http\t''
curl\t''"
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and __fish_seen_subcommand_from settle" -l timeout -d 'Time limit of one try [default: 30s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and __fish_seen_subcommand_from settle" -l tz -d 'Time zone of tables and of times without a zone [default: the machine\'s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and __fish_seen_subcommand_from settle" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and __fish_seen_subcommand_from settle" -l raw -d 'The vendor\'s reply exactly as received'
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and __fish_seen_subcommand_from settle" -s q -l quiet -d 'Only data and errors'
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and __fish_seen_subcommand_from settle" -s v -l verbose -d 'What was asked of whom and how long it took; twice for headers and bodies'
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and __fish_seen_subcommand_from settle" -s h -l help -d 'Print help'
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and __fish_seen_subcommand_from settle" -s V -l version -d 'Print version'
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and __fish_seen_subcommand_from remove" -s p -l profile -d 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]' -r
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and __fish_seen_subcommand_from remove" -l config -d 'Profile file [env: MSGOPS_CONFIG]' -r -F
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and __fish_seen_subcommand_from remove" -s o -l output -d 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''"
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and __fish_seen_subcommand_from remove" -l jq -d 'Filter the result with a jq program; implies json' -r
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and __fish_seen_subcommand_from remove" -l columns -d 'Columns of table and csv, in this order' -r
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and __fish_seen_subcommand_from remove" -l dry-run -d 'Print the request with secrets masked and send nothing; `=curl` prints a curl command' -r -f -a "http\t''
curl\t''"
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and __fish_seen_subcommand_from remove" -l timeout -d 'Time limit of one try [default: 30s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and __fish_seen_subcommand_from remove" -l tz -d 'Time zone of tables and of times without a zone [default: the machine\'s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and __fish_seen_subcommand_from remove" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and __fish_seen_subcommand_from remove" -s y -l yes -d 'Remove it even when it has unknown rows'
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and __fish_seen_subcommand_from remove" -l raw -d 'The vendor\'s reply exactly as received'
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and __fish_seen_subcommand_from remove" -s q -l quiet -d 'Only data and errors'
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and __fish_seen_subcommand_from remove" -s v -l verbose -d 'What was asked of whom and how long it took; twice for headers and bodies'
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and __fish_seen_subcommand_from remove" -s h -l help -d 'Print help'
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and __fish_seen_subcommand_from remove" -s V -l version -d 'Print version'
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and __fish_seen_subcommand_from help" -f -a "list" -d 'All jobs with their state and counts'
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and __fish_seen_subcommand_from help" -f -a "show" -d 'One job: what it sends, how far it is, and why rows were refused'
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and __fish_seen_subcommand_from help" -f -a "rows" -d 'The rows of a job with their own columns, ready to be sent again'
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and __fish_seen_subcommand_from help" -f -a "settle" -d 'Record your own word about rows whose outcome is unknown'
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and __fish_seen_subcommand_from help" -f -a "remove" -d 'Forget a job; with unknown rows this needs --yes'
complete -c msgops -n "__fish_msgops_using_subcommand jobs; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c msgops -n "__fish_msgops_using_subcommand sandbox; and not __fish_seen_subcommand_from serve reset state help" -s p -l profile -d 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]' -r
complete -c msgops -n "__fish_msgops_using_subcommand sandbox; and not __fish_seen_subcommand_from serve reset state help" -l config -d 'Profile file [env: MSGOPS_CONFIG]' -r -F
complete -c msgops -n "__fish_msgops_using_subcommand sandbox; and not __fish_seen_subcommand_from serve reset state help" -s o -l output -d 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''"
complete -c msgops -n "__fish_msgops_using_subcommand sandbox; and not __fish_seen_subcommand_from serve reset state help" -l jq -d 'Filter the result with a jq program; implies json' -r
complete -c msgops -n "__fish_msgops_using_subcommand sandbox; and not __fish_seen_subcommand_from serve reset state help" -l columns -d 'Columns of table and csv, in this order' -r
complete -c msgops -n "__fish_msgops_using_subcommand sandbox; and not __fish_seen_subcommand_from serve reset state help" -l dry-run -d 'Print the request with secrets masked and send nothing; `=curl` prints a curl command' -r -f -a "http\t''
curl\t''"
complete -c msgops -n "__fish_msgops_using_subcommand sandbox; and not __fish_seen_subcommand_from serve reset state help" -l timeout -d 'Time limit of one try [default: 30s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand sandbox; and not __fish_seen_subcommand_from serve reset state help" -l tz -d 'Time zone of tables and of times without a zone [default: the machine\'s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand sandbox; and not __fish_seen_subcommand_from serve reset state help" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c msgops -n "__fish_msgops_using_subcommand sandbox; and not __fish_seen_subcommand_from serve reset state help" -l raw -d 'The vendor\'s reply exactly as received'
complete -c msgops -n "__fish_msgops_using_subcommand sandbox; and not __fish_seen_subcommand_from serve reset state help" -s q -l quiet -d 'Only data and errors'
complete -c msgops -n "__fish_msgops_using_subcommand sandbox; and not __fish_seen_subcommand_from serve reset state help" -s v -l verbose -d 'What was asked of whom and how long it took; twice for headers and bodies'
complete -c msgops -n "__fish_msgops_using_subcommand sandbox; and not __fish_seen_subcommand_from serve reset state help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c msgops -n "__fish_msgops_using_subcommand sandbox; and not __fish_seen_subcommand_from serve reset state help" -s V -l version -d 'Print version'
complete -c msgops -n "__fish_msgops_using_subcommand sandbox; and not __fish_seen_subcommand_from serve reset state help" -f -a "serve" -d 'Serve both vendors\' interfaces until Ctrl-C, which ends it with 0'
complete -c msgops -n "__fish_msgops_using_subcommand sandbox; and not __fish_seen_subcommand_from serve reset state help" -f -a "reset" -d 'Empty the store and fill it anew with topics, subscribers, tasks and records'
complete -c msgops -n "__fish_msgops_using_subcommand sandbox; and not __fish_seen_subcommand_from serve reset state help" -f -a "state" -d 'Show what the store holds: counts, calls seen, what was accepted'
complete -c msgops -n "__fish_msgops_using_subcommand sandbox; and not __fish_seen_subcommand_from serve reset state help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c msgops -n "__fish_msgops_using_subcommand sandbox; and __fish_seen_subcommand_from serve" -l addr -d 'Where to listen; port 0 takes a free one' -r
complete -c msgops -n "__fish_msgops_using_subcommand sandbox; and __fish_seen_subcommand_from serve" -l fault -d 'What to do wrong; may be given again' -r
complete -c msgops -n "__fish_msgops_using_subcommand sandbox; and __fish_seen_subcommand_from serve" -s p -l profile -d 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]' -r
complete -c msgops -n "__fish_msgops_using_subcommand sandbox; and __fish_seen_subcommand_from serve" -l config -d 'Profile file [env: MSGOPS_CONFIG]' -r -F
complete -c msgops -n "__fish_msgops_using_subcommand sandbox; and __fish_seen_subcommand_from serve" -s o -l output -d 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''"
complete -c msgops -n "__fish_msgops_using_subcommand sandbox; and __fish_seen_subcommand_from serve" -l jq -d 'Filter the result with a jq program; implies json' -r
complete -c msgops -n "__fish_msgops_using_subcommand sandbox; and __fish_seen_subcommand_from serve" -l columns -d 'Columns of table and csv, in this order' -r
complete -c msgops -n "__fish_msgops_using_subcommand sandbox; and __fish_seen_subcommand_from serve" -l dry-run -d 'Print the request with secrets masked and send nothing; `=curl` prints a curl command' -r -f -a "http\t''
curl\t''"
complete -c msgops -n "__fish_msgops_using_subcommand sandbox; and __fish_seen_subcommand_from serve" -l timeout -d 'Time limit of one try [default: 30s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand sandbox; and __fish_seen_subcommand_from serve" -l tz -d 'Time zone of tables and of times without a zone [default: the machine\'s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand sandbox; and __fish_seen_subcommand_from serve" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c msgops -n "__fish_msgops_using_subcommand sandbox; and __fish_seen_subcommand_from serve" -l expose -d 'Let an address be used that other machines can reach'
complete -c msgops -n "__fish_msgops_using_subcommand sandbox; and __fish_seen_subcommand_from serve" -l receipts -d 'Send receipts of Super Messages to their `webhook`, on this machine only. A guess: the vendor documents no receipts for this call'
complete -c msgops -n "__fish_msgops_using_subcommand sandbox; and __fish_seen_subcommand_from serve" -l raw -d 'The vendor\'s reply exactly as received'
complete -c msgops -n "__fish_msgops_using_subcommand sandbox; and __fish_seen_subcommand_from serve" -s q -l quiet -d 'Only data and errors'
complete -c msgops -n "__fish_msgops_using_subcommand sandbox; and __fish_seen_subcommand_from serve" -s v -l verbose -d 'What was asked of whom and how long it took; twice for headers and bodies'
complete -c msgops -n "__fish_msgops_using_subcommand sandbox; and __fish_seen_subcommand_from serve" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c msgops -n "__fish_msgops_using_subcommand sandbox; and __fish_seen_subcommand_from serve" -s V -l version -d 'Print version'
complete -c msgops -n "__fish_msgops_using_subcommand sandbox; and __fish_seen_subcommand_from reset" -s p -l profile -d 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]' -r
complete -c msgops -n "__fish_msgops_using_subcommand sandbox; and __fish_seen_subcommand_from reset" -l config -d 'Profile file [env: MSGOPS_CONFIG]' -r -F
complete -c msgops -n "__fish_msgops_using_subcommand sandbox; and __fish_seen_subcommand_from reset" -s o -l output -d 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''"
complete -c msgops -n "__fish_msgops_using_subcommand sandbox; and __fish_seen_subcommand_from reset" -l jq -d 'Filter the result with a jq program; implies json' -r
complete -c msgops -n "__fish_msgops_using_subcommand sandbox; and __fish_seen_subcommand_from reset" -l columns -d 'Columns of table and csv, in this order' -r
complete -c msgops -n "__fish_msgops_using_subcommand sandbox; and __fish_seen_subcommand_from reset" -l dry-run -d 'Print the request with secrets masked and send nothing; `=curl` prints a curl command' -r -f -a "http\t''
curl\t''"
complete -c msgops -n "__fish_msgops_using_subcommand sandbox; and __fish_seen_subcommand_from reset" -l timeout -d 'Time limit of one try [default: 30s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand sandbox; and __fish_seen_subcommand_from reset" -l tz -d 'Time zone of tables and of times without a zone [default: the machine\'s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand sandbox; and __fish_seen_subcommand_from reset" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c msgops -n "__fish_msgops_using_subcommand sandbox; and __fish_seen_subcommand_from reset" -l raw -d 'The vendor\'s reply exactly as received'
complete -c msgops -n "__fish_msgops_using_subcommand sandbox; and __fish_seen_subcommand_from reset" -s q -l quiet -d 'Only data and errors'
complete -c msgops -n "__fish_msgops_using_subcommand sandbox; and __fish_seen_subcommand_from reset" -s v -l verbose -d 'What was asked of whom and how long it took; twice for headers and bodies'
complete -c msgops -n "__fish_msgops_using_subcommand sandbox; and __fish_seen_subcommand_from reset" -s h -l help -d 'Print help'
complete -c msgops -n "__fish_msgops_using_subcommand sandbox; and __fish_seen_subcommand_from reset" -s V -l version -d 'Print version'
complete -c msgops -n "__fish_msgops_using_subcommand sandbox; and __fish_seen_subcommand_from state" -s p -l profile -d 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]' -r
complete -c msgops -n "__fish_msgops_using_subcommand sandbox; and __fish_seen_subcommand_from state" -l config -d 'Profile file [env: MSGOPS_CONFIG]' -r -F
complete -c msgops -n "__fish_msgops_using_subcommand sandbox; and __fish_seen_subcommand_from state" -s o -l output -d 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''"
complete -c msgops -n "__fish_msgops_using_subcommand sandbox; and __fish_seen_subcommand_from state" -l jq -d 'Filter the result with a jq program; implies json' -r
complete -c msgops -n "__fish_msgops_using_subcommand sandbox; and __fish_seen_subcommand_from state" -l columns -d 'Columns of table and csv, in this order' -r
complete -c msgops -n "__fish_msgops_using_subcommand sandbox; and __fish_seen_subcommand_from state" -l dry-run -d 'Print the request with secrets masked and send nothing; `=curl` prints a curl command' -r -f -a "http\t''
curl\t''"
complete -c msgops -n "__fish_msgops_using_subcommand sandbox; and __fish_seen_subcommand_from state" -l timeout -d 'Time limit of one try [default: 30s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand sandbox; and __fish_seen_subcommand_from state" -l tz -d 'Time zone of tables and of times without a zone [default: the machine\'s]' -r
complete -c msgops -n "__fish_msgops_using_subcommand sandbox; and __fish_seen_subcommand_from state" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c msgops -n "__fish_msgops_using_subcommand sandbox; and __fish_seen_subcommand_from state" -l accepted -d 'Every recipient and message that was accepted, with how often'
complete -c msgops -n "__fish_msgops_using_subcommand sandbox; and __fish_seen_subcommand_from state" -l webhooks -d 'The callbacks that Sobot would have forwarded by now, as captured: one JSON body a line, at most 10,000'
complete -c msgops -n "__fish_msgops_using_subcommand sandbox; and __fish_seen_subcommand_from state" -l raw -d 'The vendor\'s reply exactly as received'
complete -c msgops -n "__fish_msgops_using_subcommand sandbox; and __fish_seen_subcommand_from state" -s q -l quiet -d 'Only data and errors'
complete -c msgops -n "__fish_msgops_using_subcommand sandbox; and __fish_seen_subcommand_from state" -s v -l verbose -d 'What was asked of whom and how long it took; twice for headers and bodies'
complete -c msgops -n "__fish_msgops_using_subcommand sandbox; and __fish_seen_subcommand_from state" -s h -l help -d 'Print help'
complete -c msgops -n "__fish_msgops_using_subcommand sandbox; and __fish_seen_subcommand_from state" -s V -l version -d 'Print version'
complete -c msgops -n "__fish_msgops_using_subcommand sandbox; and __fish_seen_subcommand_from help" -f -a "serve" -d 'Serve both vendors\' interfaces until Ctrl-C, which ends it with 0'
complete -c msgops -n "__fish_msgops_using_subcommand sandbox; and __fish_seen_subcommand_from help" -f -a "reset" -d 'Empty the store and fill it anew with topics, subscribers, tasks and records'
complete -c msgops -n "__fish_msgops_using_subcommand sandbox; and __fish_seen_subcommand_from help" -f -a "state" -d 'Show what the store holds: counts, calls seen, what was accepted'
complete -c msgops -n "__fish_msgops_using_subcommand sandbox; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
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
complete -c msgops -n "__fish_msgops_using_subcommand help; and not __fish_seen_subcommand_from send upload topics tasks records token webhook-decode codes profile doctor jobs sandbox completions man help" -f -a "topics" -d 'Manage topics and see who has subscribed to them'
complete -c msgops -n "__fish_msgops_using_subcommand help; and not __fish_seen_subcommand_from send upload topics tasks records token webhook-decode codes profile doctor jobs sandbox completions man help" -f -a "tasks" -d 'Look at broadcast tasks: what was sent, delivered, read and answered'
complete -c msgops -n "__fish_msgops_using_subcommand help; and not __fish_seen_subcommand_from send upload topics tasks records token webhook-decode codes profile doctor jobs sandbox completions man help" -f -a "records" -d 'Look up sent messages: whom they went to, what became of them'
complete -c msgops -n "__fish_msgops_using_subcommand help; and not __fish_seen_subcommand_from send upload topics tasks records token webhook-decode codes profile doctor jobs sandbox completions man help" -f -a "token" -d 'Look at, hand on, renew or forget the Sobot access token'
complete -c msgops -n "__fish_msgops_using_subcommand help; and not __fish_seen_subcommand_from send upload topics tasks records token webhook-decode codes profile doctor jobs sandbox completions man help" -f -a "webhook-decode" -d 'Decode captured webhooks into one normalised event per line or row'
complete -c msgops -n "__fish_msgops_using_subcommand help; and not __fish_seen_subcommand_from send upload topics tasks records token webhook-decode codes profile doctor jobs sandbox completions man help" -f -a "codes" -d 'Explain vendors\' codes: what they mean, who must act, whether to send again'
complete -c msgops -n "__fish_msgops_using_subcommand help; and not __fish_seen_subcommand_from send upload topics tasks records token webhook-decode codes profile doctor jobs sandbox completions man help" -f -a "profile" -d 'Profiles: list, show, change'
complete -c msgops -n "__fish_msgops_using_subcommand help; and not __fish_seen_subcommand_from send upload topics tasks records token webhook-decode codes profile doctor jobs sandbox completions man help" -f -a "doctor" -d 'Check profile, permissions, the way to the vendors, clocks and credentials'
complete -c msgops -n "__fish_msgops_using_subcommand help; and not __fish_seen_subcommand_from send upload topics tasks records token webhook-decode codes profile doctor jobs sandbox completions man help" -f -a "jobs" -d 'List, look into, settle and remove the jobs of bulk sends'
complete -c msgops -n "__fish_msgops_using_subcommand help; and not __fish_seen_subcommand_from send upload topics tasks records token webhook-decode codes profile doctor jobs sandbox completions man help" -f -a "sandbox" -d 'Rehearse without an account: the built-in emulator of both vendors'
complete -c msgops -n "__fish_msgops_using_subcommand help; and not __fish_seen_subcommand_from send upload topics tasks records token webhook-decode codes profile doctor jobs sandbox completions man help" -f -a "completions" -d 'Print a completion script for a shell'
complete -c msgops -n "__fish_msgops_using_subcommand help; and not __fish_seen_subcommand_from send upload topics tasks records token webhook-decode codes profile doctor jobs sandbox completions man help" -f -a "man" -d 'Write the manual pages, one for each command, into a directory'
complete -c msgops -n "__fish_msgops_using_subcommand help; and not __fish_seen_subcommand_from send upload topics tasks records token webhook-decode codes profile doctor jobs sandbox completions man help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c msgops -n "__fish_msgops_using_subcommand help; and __fish_seen_subcommand_from send" -f -a "messenger" -d 'Facebook Messenger, through Sobot'
complete -c msgops -n "__fish_msgops_using_subcommand help; and __fish_seen_subcommand_from send" -f -a "super" -d 'SMS and Viber, through NXCloud Super Message'
complete -c msgops -n "__fish_msgops_using_subcommand help; and __fish_seen_subcommand_from topics" -f -a "list" -d 'The topics that match'
complete -c msgops -n "__fish_msgops_using_subcommand help; and __fish_seen_subcommand_from topics" -f -a "create" -d 'Make a topic'
complete -c msgops -n "__fish_msgops_using_subcommand help; and __fish_seen_subcommand_from topics" -f -a "update" -d 'Change a topic'
complete -c msgops -n "__fish_msgops_using_subcommand help; and __fish_seen_subcommand_from topics" -f -a "delete" -d 'Delete topics'
complete -c msgops -n "__fish_msgops_using_subcommand help; and __fish_seen_subcommand_from topics" -f -a "subscribers" -d 'Who has subscribed to a topic, with the token that marketing messages go to'
complete -c msgops -n "__fish_msgops_using_subcommand help; and __fish_seen_subcommand_from tasks" -f -a "list" -d 'The tasks that match, with their rates'
complete -c msgops -n "__fish_msgops_using_subcommand help; and __fish_seen_subcommand_from tasks" -f -a "stats" -d 'Totals and rates over all tasks that match'
complete -c msgops -n "__fish_msgops_using_subcommand help; and __fish_seen_subcommand_from tasks" -f -a "show" -d 'One task: its funnel, rates, and failures by code'
complete -c msgops -n "__fish_msgops_using_subcommand help; and __fish_seen_subcommand_from records" -f -a "list" -d 'The records that match, as they come'
complete -c msgops -n "__fish_msgops_using_subcommand help; and __fish_seen_subcommand_from records" -f -a "stats" -d 'How many by status, and by code with what it means'
complete -c msgops -n "__fish_msgops_using_subcommand help; and __fish_seen_subcommand_from token" -f -a "show" -d 'Tell whether there is a token, where it came from and when it ends; never the token itself'
complete -c msgops -n "__fish_msgops_using_subcommand help; and __fish_seen_subcommand_from token" -f -a "get" -d 'Print the bare token; fetch one only when none is cached'
complete -c msgops -n "__fish_msgops_using_subcommand help; and __fish_seen_subcommand_from token" -f -a "refresh" -d 'Fetch a new token; the one before stops working everywhere'
complete -c msgops -n "__fish_msgops_using_subcommand help; and __fish_seen_subcommand_from token" -f -a "clear" -d 'Forget the cached token; the vendor is not told'
complete -c msgops -n "__fish_msgops_using_subcommand help; and __fish_seen_subcommand_from profile" -f -a "list" -d 'List the profiles'
complete -c msgops -n "__fish_msgops_using_subcommand help; and __fish_seen_subcommand_from profile" -f -a "show" -d 'Show every value of a profile and where it comes from'
complete -c msgops -n "__fish_msgops_using_subcommand help; and __fish_seen_subcommand_from profile" -f -a "set" -d 'Set values of a profile, making it when it is not there'
complete -c msgops -n "__fish_msgops_using_subcommand help; and __fish_seen_subcommand_from profile" -f -a "remove" -d 'Take a profile out of the file'
complete -c msgops -n "__fish_msgops_using_subcommand help; and __fish_seen_subcommand_from profile" -f -a "default" -d 'Choose the profile that is used when none is named'
complete -c msgops -n "__fish_msgops_using_subcommand help; and __fish_seen_subcommand_from profile" -f -a "path" -d 'Print the path of the profile file, whether it is there or not'
complete -c msgops -n "__fish_msgops_using_subcommand help; and __fish_seen_subcommand_from jobs" -f -a "list" -d 'All jobs with their state and counts'
complete -c msgops -n "__fish_msgops_using_subcommand help; and __fish_seen_subcommand_from jobs" -f -a "show" -d 'One job: what it sends, how far it is, and why rows were refused'
complete -c msgops -n "__fish_msgops_using_subcommand help; and __fish_seen_subcommand_from jobs" -f -a "rows" -d 'The rows of a job with their own columns, ready to be sent again'
complete -c msgops -n "__fish_msgops_using_subcommand help; and __fish_seen_subcommand_from jobs" -f -a "settle" -d 'Record your own word about rows whose outcome is unknown'
complete -c msgops -n "__fish_msgops_using_subcommand help; and __fish_seen_subcommand_from jobs" -f -a "remove" -d 'Forget a job; with unknown rows this needs --yes'
complete -c msgops -n "__fish_msgops_using_subcommand help; and __fish_seen_subcommand_from sandbox" -f -a "serve" -d 'Serve both vendors\' interfaces until Ctrl-C, which ends it with 0'
complete -c msgops -n "__fish_msgops_using_subcommand help; and __fish_seen_subcommand_from sandbox" -f -a "reset" -d 'Empty the store and fill it anew with topics, subscribers, tasks and records'
complete -c msgops -n "__fish_msgops_using_subcommand help; and __fish_seen_subcommand_from sandbox" -f -a "state" -d 'Show what the store holds: counts, calls seen, what was accepted'
