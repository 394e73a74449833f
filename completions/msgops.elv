
use builtin;
use str;

set edit:completion:arg-completer[msgops] = {|@words|
    fn spaces {|n|
        builtin:repeat $n ' ' | str:join ''
    }
    fn cand {|text desc|
        edit:complex-candidate $text &display=$text' '(spaces (- 14 (wcswidth $text)))$desc
    }
    var command = 'msgops'
    for word $words[1..-1] {
        if (str:has-prefix $word '-') {
            break
        }
        set command = $command';'$word
    }
    var completions = [
        &'msgops'= {
            cand -p 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]'
            cand --profile 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]'
            cand --config 'Profile file [env: MSGOPS_CONFIG]'
            cand -o 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]'
            cand --output 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]'
            cand --jq 'Filter the result with a jq program; implies json'
            cand --columns 'Columns of table and csv, in this order'
            cand --dry-run 'Print the request with secrets masked and send nothing; `=curl` prints a curl command'
            cand --timeout 'Time limit of one try [default: 30s]'
            cand --tz 'Time zone of tables and of times without a zone [default: the machine''s]'
            cand --color 'When to colour'
            cand --raw 'The vendor''s reply exactly as received'
            cand -q 'Only data and errors'
            cand --quiet 'Only data and errors'
            cand -v 'What was asked of whom and how long it took; twice for headers and bodies'
            cand --verbose 'What was asked of whom and how long it took; twice for headers and bodies'
            cand -h 'Print help'
            cand --help 'Print help'
            cand -V 'Print version'
            cand --version 'Print version'
            cand send 'Send messages'
            cand upload 'To be written'
            cand topics 'To be written'
            cand tasks 'To be written'
            cand records 'To be written'
            cand token 'To be written'
            cand webhook-decode 'To be written'
            cand codes 'Explain vendors'' codes: what they mean, who must act, whether to send again'
            cand profile 'To be written'
            cand doctor 'To be written'
            cand jobs 'To be written'
            cand sandbox 'To be written'
            cand completions 'Print a completion script for a shell'
            cand man 'Write the manual pages, one for each command, into a directory'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'msgops;send'= {
            cand -p 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]'
            cand --profile 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]'
            cand --config 'Profile file [env: MSGOPS_CONFIG]'
            cand -o 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]'
            cand --output 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]'
            cand --jq 'Filter the result with a jq program; implies json'
            cand --columns 'Columns of table and csv, in this order'
            cand --dry-run 'Print the request with secrets masked and send nothing; `=curl` prints a curl command'
            cand --timeout 'Time limit of one try [default: 30s]'
            cand --tz 'Time zone of tables and of times without a zone [default: the machine''s]'
            cand --color 'When to colour'
            cand --raw 'The vendor''s reply exactly as received'
            cand -q 'Only data and errors'
            cand --quiet 'Only data and errors'
            cand -v 'What was asked of whom and how long it took; twice for headers and bodies'
            cand --verbose 'What was asked of whom and how long it took; twice for headers and bodies'
            cand -h 'Print help'
            cand --help 'Print help'
            cand -V 'Print version'
            cand --version 'Print version'
            cand messenger 'Facebook Messenger, through Sobot'
            cand super 'SMS and Viber, through NXCloud Super Message'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'msgops;send;messenger'= {
            cand -p 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]'
            cand --profile 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]'
            cand --config 'Profile file [env: MSGOPS_CONFIG]'
            cand -o 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]'
            cand --output 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]'
            cand --jq 'Filter the result with a jq program; implies json'
            cand --columns 'Columns of table and csv, in this order'
            cand --dry-run 'Print the request with secrets masked and send nothing; `=curl` prints a curl command'
            cand --timeout 'Time limit of one try [default: 30s]'
            cand --tz 'Time zone of tables and of times without a zone [default: the machine''s]'
            cand --color 'When to colour'
            cand --raw 'The vendor''s reply exactly as received'
            cand -q 'Only data and errors'
            cand --quiet 'Only data and errors'
            cand -v 'What was asked of whom and how long it took; twice for headers and bodies'
            cand --verbose 'What was asked of whom and how long it took; twice for headers and bodies'
            cand -h 'Print help'
            cand --help 'Print help'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'msgops;send;super'= {
            cand -p 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]'
            cand --profile 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]'
            cand --config 'Profile file [env: MSGOPS_CONFIG]'
            cand -o 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]'
            cand --output 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]'
            cand --jq 'Filter the result with a jq program; implies json'
            cand --columns 'Columns of table and csv, in this order'
            cand --dry-run 'Print the request with secrets masked and send nothing; `=curl` prints a curl command'
            cand --timeout 'Time limit of one try [default: 30s]'
            cand --tz 'Time zone of tables and of times without a zone [default: the machine''s]'
            cand --color 'When to colour'
            cand --raw 'The vendor''s reply exactly as received'
            cand -q 'Only data and errors'
            cand --quiet 'Only data and errors'
            cand -v 'What was asked of whom and how long it took; twice for headers and bodies'
            cand --verbose 'What was asked of whom and how long it took; twice for headers and bodies'
            cand -h 'Print help'
            cand --help 'Print help'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'msgops;send;help'= {
            cand messenger 'Facebook Messenger, through Sobot'
            cand super 'SMS and Viber, through NXCloud Super Message'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'msgops;send;help;messenger'= {
        }
        &'msgops;send;help;super'= {
        }
        &'msgops;send;help;help'= {
        }
        &'msgops;upload'= {
            cand -p 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]'
            cand --profile 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]'
            cand --config 'Profile file [env: MSGOPS_CONFIG]'
            cand -o 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]'
            cand --output 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]'
            cand --jq 'Filter the result with a jq program; implies json'
            cand --columns 'Columns of table and csv, in this order'
            cand --dry-run 'Print the request with secrets masked and send nothing; `=curl` prints a curl command'
            cand --timeout 'Time limit of one try [default: 30s]'
            cand --tz 'Time zone of tables and of times without a zone [default: the machine''s]'
            cand --color 'When to colour'
            cand --raw 'The vendor''s reply exactly as received'
            cand -q 'Only data and errors'
            cand --quiet 'Only data and errors'
            cand -v 'What was asked of whom and how long it took; twice for headers and bodies'
            cand --verbose 'What was asked of whom and how long it took; twice for headers and bodies'
            cand -h 'Print help'
            cand --help 'Print help'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'msgops;topics'= {
            cand -p 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]'
            cand --profile 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]'
            cand --config 'Profile file [env: MSGOPS_CONFIG]'
            cand -o 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]'
            cand --output 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]'
            cand --jq 'Filter the result with a jq program; implies json'
            cand --columns 'Columns of table and csv, in this order'
            cand --dry-run 'Print the request with secrets masked and send nothing; `=curl` prints a curl command'
            cand --timeout 'Time limit of one try [default: 30s]'
            cand --tz 'Time zone of tables and of times without a zone [default: the machine''s]'
            cand --color 'When to colour'
            cand --raw 'The vendor''s reply exactly as received'
            cand -q 'Only data and errors'
            cand --quiet 'Only data and errors'
            cand -v 'What was asked of whom and how long it took; twice for headers and bodies'
            cand --verbose 'What was asked of whom and how long it took; twice for headers and bodies'
            cand -h 'Print help'
            cand --help 'Print help'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'msgops;tasks'= {
            cand -p 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]'
            cand --profile 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]'
            cand --config 'Profile file [env: MSGOPS_CONFIG]'
            cand -o 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]'
            cand --output 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]'
            cand --jq 'Filter the result with a jq program; implies json'
            cand --columns 'Columns of table and csv, in this order'
            cand --dry-run 'Print the request with secrets masked and send nothing; `=curl` prints a curl command'
            cand --timeout 'Time limit of one try [default: 30s]'
            cand --tz 'Time zone of tables and of times without a zone [default: the machine''s]'
            cand --color 'When to colour'
            cand --raw 'The vendor''s reply exactly as received'
            cand -q 'Only data and errors'
            cand --quiet 'Only data and errors'
            cand -v 'What was asked of whom and how long it took; twice for headers and bodies'
            cand --verbose 'What was asked of whom and how long it took; twice for headers and bodies'
            cand -h 'Print help'
            cand --help 'Print help'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'msgops;records'= {
            cand -p 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]'
            cand --profile 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]'
            cand --config 'Profile file [env: MSGOPS_CONFIG]'
            cand -o 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]'
            cand --output 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]'
            cand --jq 'Filter the result with a jq program; implies json'
            cand --columns 'Columns of table and csv, in this order'
            cand --dry-run 'Print the request with secrets masked and send nothing; `=curl` prints a curl command'
            cand --timeout 'Time limit of one try [default: 30s]'
            cand --tz 'Time zone of tables and of times without a zone [default: the machine''s]'
            cand --color 'When to colour'
            cand --raw 'The vendor''s reply exactly as received'
            cand -q 'Only data and errors'
            cand --quiet 'Only data and errors'
            cand -v 'What was asked of whom and how long it took; twice for headers and bodies'
            cand --verbose 'What was asked of whom and how long it took; twice for headers and bodies'
            cand -h 'Print help'
            cand --help 'Print help'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'msgops;token'= {
            cand -p 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]'
            cand --profile 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]'
            cand --config 'Profile file [env: MSGOPS_CONFIG]'
            cand -o 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]'
            cand --output 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]'
            cand --jq 'Filter the result with a jq program; implies json'
            cand --columns 'Columns of table and csv, in this order'
            cand --dry-run 'Print the request with secrets masked and send nothing; `=curl` prints a curl command'
            cand --timeout 'Time limit of one try [default: 30s]'
            cand --tz 'Time zone of tables and of times without a zone [default: the machine''s]'
            cand --color 'When to colour'
            cand --raw 'The vendor''s reply exactly as received'
            cand -q 'Only data and errors'
            cand --quiet 'Only data and errors'
            cand -v 'What was asked of whom and how long it took; twice for headers and bodies'
            cand --verbose 'What was asked of whom and how long it took; twice for headers and bodies'
            cand -h 'Print help'
            cand --help 'Print help'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'msgops;webhook-decode'= {
            cand -p 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]'
            cand --profile 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]'
            cand --config 'Profile file [env: MSGOPS_CONFIG]'
            cand -o 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]'
            cand --output 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]'
            cand --jq 'Filter the result with a jq program; implies json'
            cand --columns 'Columns of table and csv, in this order'
            cand --dry-run 'Print the request with secrets masked and send nothing; `=curl` prints a curl command'
            cand --timeout 'Time limit of one try [default: 30s]'
            cand --tz 'Time zone of tables and of times without a zone [default: the machine''s]'
            cand --color 'When to colour'
            cand --raw 'The vendor''s reply exactly as received'
            cand -q 'Only data and errors'
            cand --quiet 'Only data and errors'
            cand -v 'What was asked of whom and how long it took; twice for headers and bodies'
            cand --verbose 'What was asked of whom and how long it took; twice for headers and bodies'
            cand -h 'Print help'
            cand --help 'Print help'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'msgops;codes'= {
            cand --book 'Look into this book only'
            cand --search 'Only entries with all these words in their texts'
            cand -p 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]'
            cand --profile 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]'
            cand --config 'Profile file [env: MSGOPS_CONFIG]'
            cand -o 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]'
            cand --output 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]'
            cand --jq 'Filter the result with a jq program; implies json'
            cand --columns 'Columns of table and csv, in this order'
            cand --dry-run 'Print the request with secrets masked and send nothing; `=curl` prints a curl command'
            cand --timeout 'Time limit of one try [default: 30s]'
            cand --tz 'Time zone of tables and of times without a zone [default: the machine''s]'
            cand --color 'When to colour'
            cand --raw 'The vendor''s reply exactly as received'
            cand -q 'Only data and errors'
            cand --quiet 'Only data and errors'
            cand -v 'What was asked of whom and how long it took; twice for headers and bodies'
            cand --verbose 'What was asked of whom and how long it took; twice for headers and bodies'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'msgops;profile'= {
            cand -p 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]'
            cand --profile 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]'
            cand --config 'Profile file [env: MSGOPS_CONFIG]'
            cand -o 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]'
            cand --output 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]'
            cand --jq 'Filter the result with a jq program; implies json'
            cand --columns 'Columns of table and csv, in this order'
            cand --dry-run 'Print the request with secrets masked and send nothing; `=curl` prints a curl command'
            cand --timeout 'Time limit of one try [default: 30s]'
            cand --tz 'Time zone of tables and of times without a zone [default: the machine''s]'
            cand --color 'When to colour'
            cand --raw 'The vendor''s reply exactly as received'
            cand -q 'Only data and errors'
            cand --quiet 'Only data and errors'
            cand -v 'What was asked of whom and how long it took; twice for headers and bodies'
            cand --verbose 'What was asked of whom and how long it took; twice for headers and bodies'
            cand -h 'Print help'
            cand --help 'Print help'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'msgops;doctor'= {
            cand -p 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]'
            cand --profile 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]'
            cand --config 'Profile file [env: MSGOPS_CONFIG]'
            cand -o 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]'
            cand --output 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]'
            cand --jq 'Filter the result with a jq program; implies json'
            cand --columns 'Columns of table and csv, in this order'
            cand --dry-run 'Print the request with secrets masked and send nothing; `=curl` prints a curl command'
            cand --timeout 'Time limit of one try [default: 30s]'
            cand --tz 'Time zone of tables and of times without a zone [default: the machine''s]'
            cand --color 'When to colour'
            cand --raw 'The vendor''s reply exactly as received'
            cand -q 'Only data and errors'
            cand --quiet 'Only data and errors'
            cand -v 'What was asked of whom and how long it took; twice for headers and bodies'
            cand --verbose 'What was asked of whom and how long it took; twice for headers and bodies'
            cand -h 'Print help'
            cand --help 'Print help'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'msgops;jobs'= {
            cand -p 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]'
            cand --profile 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]'
            cand --config 'Profile file [env: MSGOPS_CONFIG]'
            cand -o 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]'
            cand --output 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]'
            cand --jq 'Filter the result with a jq program; implies json'
            cand --columns 'Columns of table and csv, in this order'
            cand --dry-run 'Print the request with secrets masked and send nothing; `=curl` prints a curl command'
            cand --timeout 'Time limit of one try [default: 30s]'
            cand --tz 'Time zone of tables and of times without a zone [default: the machine''s]'
            cand --color 'When to colour'
            cand --raw 'The vendor''s reply exactly as received'
            cand -q 'Only data and errors'
            cand --quiet 'Only data and errors'
            cand -v 'What was asked of whom and how long it took; twice for headers and bodies'
            cand --verbose 'What was asked of whom and how long it took; twice for headers and bodies'
            cand -h 'Print help'
            cand --help 'Print help'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'msgops;sandbox'= {
            cand -p 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]'
            cand --profile 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]'
            cand --config 'Profile file [env: MSGOPS_CONFIG]'
            cand -o 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]'
            cand --output 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]'
            cand --jq 'Filter the result with a jq program; implies json'
            cand --columns 'Columns of table and csv, in this order'
            cand --dry-run 'Print the request with secrets masked and send nothing; `=curl` prints a curl command'
            cand --timeout 'Time limit of one try [default: 30s]'
            cand --tz 'Time zone of tables and of times without a zone [default: the machine''s]'
            cand --color 'When to colour'
            cand --raw 'The vendor''s reply exactly as received'
            cand -q 'Only data and errors'
            cand --quiet 'Only data and errors'
            cand -v 'What was asked of whom and how long it took; twice for headers and bodies'
            cand --verbose 'What was asked of whom and how long it took; twice for headers and bodies'
            cand -h 'Print help'
            cand --help 'Print help'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'msgops;completions'= {
            cand -p 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]'
            cand --profile 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]'
            cand --config 'Profile file [env: MSGOPS_CONFIG]'
            cand -o 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]'
            cand --output 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]'
            cand --jq 'Filter the result with a jq program; implies json'
            cand --columns 'Columns of table and csv, in this order'
            cand --dry-run 'Print the request with secrets masked and send nothing; `=curl` prints a curl command'
            cand --timeout 'Time limit of one try [default: 30s]'
            cand --tz 'Time zone of tables and of times without a zone [default: the machine''s]'
            cand --color 'When to colour'
            cand --raw 'The vendor''s reply exactly as received'
            cand -q 'Only data and errors'
            cand --quiet 'Only data and errors'
            cand -v 'What was asked of whom and how long it took; twice for headers and bodies'
            cand --verbose 'What was asked of whom and how long it took; twice for headers and bodies'
            cand -h 'Print help'
            cand --help 'Print help'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'msgops;man'= {
            cand -p 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]'
            cand --profile 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]'
            cand --config 'Profile file [env: MSGOPS_CONFIG]'
            cand -o 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]'
            cand --output 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]'
            cand --jq 'Filter the result with a jq program; implies json'
            cand --columns 'Columns of table and csv, in this order'
            cand --dry-run 'Print the request with secrets masked and send nothing; `=curl` prints a curl command'
            cand --timeout 'Time limit of one try [default: 30s]'
            cand --tz 'Time zone of tables and of times without a zone [default: the machine''s]'
            cand --color 'When to colour'
            cand --raw 'The vendor''s reply exactly as received'
            cand -q 'Only data and errors'
            cand --quiet 'Only data and errors'
            cand -v 'What was asked of whom and how long it took; twice for headers and bodies'
            cand --verbose 'What was asked of whom and how long it took; twice for headers and bodies'
            cand -h 'Print help'
            cand --help 'Print help'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'msgops;help'= {
            cand send 'Send messages'
            cand upload 'To be written'
            cand topics 'To be written'
            cand tasks 'To be written'
            cand records 'To be written'
            cand token 'To be written'
            cand webhook-decode 'To be written'
            cand codes 'Explain vendors'' codes: what they mean, who must act, whether to send again'
            cand profile 'To be written'
            cand doctor 'To be written'
            cand jobs 'To be written'
            cand sandbox 'To be written'
            cand completions 'Print a completion script for a shell'
            cand man 'Write the manual pages, one for each command, into a directory'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'msgops;help;send'= {
            cand messenger 'Facebook Messenger, through Sobot'
            cand super 'SMS and Viber, through NXCloud Super Message'
        }
        &'msgops;help;send;messenger'= {
        }
        &'msgops;help;send;super'= {
        }
        &'msgops;help;upload'= {
        }
        &'msgops;help;topics'= {
        }
        &'msgops;help;tasks'= {
        }
        &'msgops;help;records'= {
        }
        &'msgops;help;token'= {
        }
        &'msgops;help;webhook-decode'= {
        }
        &'msgops;help;codes'= {
        }
        &'msgops;help;profile'= {
        }
        &'msgops;help;doctor'= {
        }
        &'msgops;help;jobs'= {
        }
        &'msgops;help;sandbox'= {
        }
        &'msgops;help;completions'= {
        }
        &'msgops;help;man'= {
        }
        &'msgops;help;help'= {
        }
    ]
    $completions[$command]
}
