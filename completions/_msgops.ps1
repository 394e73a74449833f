
using namespace System.Management.Automation
using namespace System.Management.Automation.Language

Register-ArgumentCompleter -Native -CommandName 'msgops' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $commandElements = $commandAst.CommandElements
    $command = @(
        'msgops'
        for ($i = 1; $i -lt $commandElements.Count; $i++) {
            $element = $commandElements[$i]
            if ($element -isnot [StringConstantExpressionAst] -or
                $element.StringConstantType -ne [StringConstantType]::BareWord -or
                $element.Value.StartsWith('-') -or
                $element.Value -eq $wordToComplete) {
                break
        }
        $element.Value
    }) -join ';'

    $completions = @(switch ($command) {
        'msgops' {
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Profile file [env: MSGOPS_CONFIG]')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]')
            [CompletionResult]::new('--jq', '--jq', [CompletionResultType]::ParameterName, 'Filter the result with a jq program; implies json')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Columns of table and csv, in this order')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print the request with secrets masked and send nothing; `=curl` prints a curl command')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Time limit of one try [default: 30s]')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Time zone of tables and of times without a zone [default: the machine''s]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour')
            [CompletionResult]::new('--raw', '--raw', [CompletionResultType]::ParameterName, 'The vendor''s reply exactly as received')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only data and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only data and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'What was asked of whom and how long it took; twice for headers and bodies')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'What was asked of whom and how long it took; twice for headers and bodies')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('send', 'send', [CompletionResultType]::ParameterValue, 'Send messages')
            [CompletionResult]::new('upload', 'upload', [CompletionResultType]::ParameterValue, 'To be written')
            [CompletionResult]::new('topics', 'topics', [CompletionResultType]::ParameterValue, 'To be written')
            [CompletionResult]::new('tasks', 'tasks', [CompletionResultType]::ParameterValue, 'To be written')
            [CompletionResult]::new('records', 'records', [CompletionResultType]::ParameterValue, 'To be written')
            [CompletionResult]::new('token', 'token', [CompletionResultType]::ParameterValue, 'To be written')
            [CompletionResult]::new('webhook-decode', 'webhook-decode', [CompletionResultType]::ParameterValue, 'To be written')
            [CompletionResult]::new('codes', 'codes', [CompletionResultType]::ParameterValue, 'Explain vendors'' codes: what they mean, who must act, whether to send again')
            [CompletionResult]::new('profile', 'profile', [CompletionResultType]::ParameterValue, 'To be written')
            [CompletionResult]::new('doctor', 'doctor', [CompletionResultType]::ParameterValue, 'To be written')
            [CompletionResult]::new('jobs', 'jobs', [CompletionResultType]::ParameterValue, 'To be written')
            [CompletionResult]::new('sandbox', 'sandbox', [CompletionResultType]::ParameterValue, 'To be written')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print a completion script for a shell')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'Write the manual pages, one for each command, into a directory')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'msgops;send' {
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Profile file [env: MSGOPS_CONFIG]')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]')
            [CompletionResult]::new('--jq', '--jq', [CompletionResultType]::ParameterName, 'Filter the result with a jq program; implies json')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Columns of table and csv, in this order')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print the request with secrets masked and send nothing; `=curl` prints a curl command')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Time limit of one try [default: 30s]')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Time zone of tables and of times without a zone [default: the machine''s]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour')
            [CompletionResult]::new('--raw', '--raw', [CompletionResultType]::ParameterName, 'The vendor''s reply exactly as received')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only data and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only data and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'What was asked of whom and how long it took; twice for headers and bodies')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'What was asked of whom and how long it took; twice for headers and bodies')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('messenger', 'messenger', [CompletionResultType]::ParameterValue, 'Facebook Messenger, through Sobot')
            [CompletionResult]::new('super', 'super', [CompletionResultType]::ParameterValue, 'SMS and Viber, through NXCloud Super Message')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'msgops;send;messenger' {
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Profile file [env: MSGOPS_CONFIG]')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]')
            [CompletionResult]::new('--jq', '--jq', [CompletionResultType]::ParameterName, 'Filter the result with a jq program; implies json')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Columns of table and csv, in this order')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print the request with secrets masked and send nothing; `=curl` prints a curl command')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Time limit of one try [default: 30s]')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Time zone of tables and of times without a zone [default: the machine''s]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour')
            [CompletionResult]::new('--raw', '--raw', [CompletionResultType]::ParameterName, 'The vendor''s reply exactly as received')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only data and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only data and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'What was asked of whom and how long it took; twice for headers and bodies')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'What was asked of whom and how long it took; twice for headers and bodies')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'msgops;send;super' {
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Profile file [env: MSGOPS_CONFIG]')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]')
            [CompletionResult]::new('--jq', '--jq', [CompletionResultType]::ParameterName, 'Filter the result with a jq program; implies json')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Columns of table and csv, in this order')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print the request with secrets masked and send nothing; `=curl` prints a curl command')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Time limit of one try [default: 30s]')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Time zone of tables and of times without a zone [default: the machine''s]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour')
            [CompletionResult]::new('--raw', '--raw', [CompletionResultType]::ParameterName, 'The vendor''s reply exactly as received')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only data and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only data and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'What was asked of whom and how long it took; twice for headers and bodies')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'What was asked of whom and how long it took; twice for headers and bodies')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'msgops;send;help' {
            [CompletionResult]::new('messenger', 'messenger', [CompletionResultType]::ParameterValue, 'Facebook Messenger, through Sobot')
            [CompletionResult]::new('super', 'super', [CompletionResultType]::ParameterValue, 'SMS and Viber, through NXCloud Super Message')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'msgops;send;help;messenger' {
            break
        }
        'msgops;send;help;super' {
            break
        }
        'msgops;send;help;help' {
            break
        }
        'msgops;upload' {
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Profile file [env: MSGOPS_CONFIG]')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]')
            [CompletionResult]::new('--jq', '--jq', [CompletionResultType]::ParameterName, 'Filter the result with a jq program; implies json')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Columns of table and csv, in this order')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print the request with secrets masked and send nothing; `=curl` prints a curl command')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Time limit of one try [default: 30s]')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Time zone of tables and of times without a zone [default: the machine''s]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour')
            [CompletionResult]::new('--raw', '--raw', [CompletionResultType]::ParameterName, 'The vendor''s reply exactly as received')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only data and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only data and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'What was asked of whom and how long it took; twice for headers and bodies')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'What was asked of whom and how long it took; twice for headers and bodies')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'msgops;topics' {
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Profile file [env: MSGOPS_CONFIG]')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]')
            [CompletionResult]::new('--jq', '--jq', [CompletionResultType]::ParameterName, 'Filter the result with a jq program; implies json')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Columns of table and csv, in this order')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print the request with secrets masked and send nothing; `=curl` prints a curl command')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Time limit of one try [default: 30s]')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Time zone of tables and of times without a zone [default: the machine''s]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour')
            [CompletionResult]::new('--raw', '--raw', [CompletionResultType]::ParameterName, 'The vendor''s reply exactly as received')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only data and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only data and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'What was asked of whom and how long it took; twice for headers and bodies')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'What was asked of whom and how long it took; twice for headers and bodies')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'msgops;tasks' {
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Profile file [env: MSGOPS_CONFIG]')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]')
            [CompletionResult]::new('--jq', '--jq', [CompletionResultType]::ParameterName, 'Filter the result with a jq program; implies json')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Columns of table and csv, in this order')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print the request with secrets masked and send nothing; `=curl` prints a curl command')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Time limit of one try [default: 30s]')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Time zone of tables and of times without a zone [default: the machine''s]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour')
            [CompletionResult]::new('--raw', '--raw', [CompletionResultType]::ParameterName, 'The vendor''s reply exactly as received')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only data and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only data and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'What was asked of whom and how long it took; twice for headers and bodies')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'What was asked of whom and how long it took; twice for headers and bodies')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'msgops;records' {
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Profile file [env: MSGOPS_CONFIG]')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]')
            [CompletionResult]::new('--jq', '--jq', [CompletionResultType]::ParameterName, 'Filter the result with a jq program; implies json')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Columns of table and csv, in this order')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print the request with secrets masked and send nothing; `=curl` prints a curl command')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Time limit of one try [default: 30s]')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Time zone of tables and of times without a zone [default: the machine''s]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour')
            [CompletionResult]::new('--raw', '--raw', [CompletionResultType]::ParameterName, 'The vendor''s reply exactly as received')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only data and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only data and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'What was asked of whom and how long it took; twice for headers and bodies')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'What was asked of whom and how long it took; twice for headers and bodies')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'msgops;token' {
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Profile file [env: MSGOPS_CONFIG]')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]')
            [CompletionResult]::new('--jq', '--jq', [CompletionResultType]::ParameterName, 'Filter the result with a jq program; implies json')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Columns of table and csv, in this order')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print the request with secrets masked and send nothing; `=curl` prints a curl command')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Time limit of one try [default: 30s]')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Time zone of tables and of times without a zone [default: the machine''s]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour')
            [CompletionResult]::new('--raw', '--raw', [CompletionResultType]::ParameterName, 'The vendor''s reply exactly as received')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only data and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only data and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'What was asked of whom and how long it took; twice for headers and bodies')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'What was asked of whom and how long it took; twice for headers and bodies')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'msgops;webhook-decode' {
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Profile file [env: MSGOPS_CONFIG]')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]')
            [CompletionResult]::new('--jq', '--jq', [CompletionResultType]::ParameterName, 'Filter the result with a jq program; implies json')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Columns of table and csv, in this order')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print the request with secrets masked and send nothing; `=curl` prints a curl command')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Time limit of one try [default: 30s]')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Time zone of tables and of times without a zone [default: the machine''s]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour')
            [CompletionResult]::new('--raw', '--raw', [CompletionResultType]::ParameterName, 'The vendor''s reply exactly as received')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only data and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only data and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'What was asked of whom and how long it took; twice for headers and bodies')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'What was asked of whom and how long it took; twice for headers and bodies')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'msgops;codes' {
            [CompletionResult]::new('--book', '--book', [CompletionResultType]::ParameterName, 'Look into this book only')
            [CompletionResult]::new('--search', '--search', [CompletionResultType]::ParameterName, 'Only entries with all these words in their texts')
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Profile file [env: MSGOPS_CONFIG]')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]')
            [CompletionResult]::new('--jq', '--jq', [CompletionResultType]::ParameterName, 'Filter the result with a jq program; implies json')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Columns of table and csv, in this order')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print the request with secrets masked and send nothing; `=curl` prints a curl command')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Time limit of one try [default: 30s]')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Time zone of tables and of times without a zone [default: the machine''s]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour')
            [CompletionResult]::new('--raw', '--raw', [CompletionResultType]::ParameterName, 'The vendor''s reply exactly as received')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only data and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only data and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'What was asked of whom and how long it took; twice for headers and bodies')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'What was asked of whom and how long it took; twice for headers and bodies')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'msgops;profile' {
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Profile file [env: MSGOPS_CONFIG]')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]')
            [CompletionResult]::new('--jq', '--jq', [CompletionResultType]::ParameterName, 'Filter the result with a jq program; implies json')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Columns of table and csv, in this order')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print the request with secrets masked and send nothing; `=curl` prints a curl command')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Time limit of one try [default: 30s]')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Time zone of tables and of times without a zone [default: the machine''s]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour')
            [CompletionResult]::new('--raw', '--raw', [CompletionResultType]::ParameterName, 'The vendor''s reply exactly as received')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only data and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only data and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'What was asked of whom and how long it took; twice for headers and bodies')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'What was asked of whom and how long it took; twice for headers and bodies')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'msgops;doctor' {
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Profile file [env: MSGOPS_CONFIG]')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]')
            [CompletionResult]::new('--jq', '--jq', [CompletionResultType]::ParameterName, 'Filter the result with a jq program; implies json')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Columns of table and csv, in this order')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print the request with secrets masked and send nothing; `=curl` prints a curl command')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Time limit of one try [default: 30s]')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Time zone of tables and of times without a zone [default: the machine''s]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour')
            [CompletionResult]::new('--raw', '--raw', [CompletionResultType]::ParameterName, 'The vendor''s reply exactly as received')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only data and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only data and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'What was asked of whom and how long it took; twice for headers and bodies')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'What was asked of whom and how long it took; twice for headers and bodies')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'msgops;jobs' {
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Profile file [env: MSGOPS_CONFIG]')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]')
            [CompletionResult]::new('--jq', '--jq', [CompletionResultType]::ParameterName, 'Filter the result with a jq program; implies json')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Columns of table and csv, in this order')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print the request with secrets masked and send nothing; `=curl` prints a curl command')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Time limit of one try [default: 30s]')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Time zone of tables and of times without a zone [default: the machine''s]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour')
            [CompletionResult]::new('--raw', '--raw', [CompletionResultType]::ParameterName, 'The vendor''s reply exactly as received')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only data and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only data and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'What was asked of whom and how long it took; twice for headers and bodies')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'What was asked of whom and how long it took; twice for headers and bodies')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'msgops;sandbox' {
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Profile file [env: MSGOPS_CONFIG]')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]')
            [CompletionResult]::new('--jq', '--jq', [CompletionResultType]::ParameterName, 'Filter the result with a jq program; implies json')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Columns of table and csv, in this order')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print the request with secrets masked and send nothing; `=curl` prints a curl command')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Time limit of one try [default: 30s]')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Time zone of tables and of times without a zone [default: the machine''s]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour')
            [CompletionResult]::new('--raw', '--raw', [CompletionResultType]::ParameterName, 'The vendor''s reply exactly as received')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only data and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only data and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'What was asked of whom and how long it took; twice for headers and bodies')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'What was asked of whom and how long it took; twice for headers and bodies')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'msgops;completions' {
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Profile file [env: MSGOPS_CONFIG]')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]')
            [CompletionResult]::new('--jq', '--jq', [CompletionResultType]::ParameterName, 'Filter the result with a jq program; implies json')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Columns of table and csv, in this order')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print the request with secrets masked and send nothing; `=curl` prints a curl command')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Time limit of one try [default: 30s]')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Time zone of tables and of times without a zone [default: the machine''s]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour')
            [CompletionResult]::new('--raw', '--raw', [CompletionResultType]::ParameterName, 'The vendor''s reply exactly as received')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only data and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only data and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'What was asked of whom and how long it took; twice for headers and bodies')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'What was asked of whom and how long it took; twice for headers and bodies')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'msgops;man' {
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use; `sandbox` is built in [env: MSGOPS_PROFILE]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Profile file [env: MSGOPS_CONFIG]')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'table, json, ndjson or csv [env: MSGOPS_OUTPUT]')
            [CompletionResult]::new('--jq', '--jq', [CompletionResultType]::ParameterName, 'Filter the result with a jq program; implies json')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Columns of table and csv, in this order')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print the request with secrets masked and send nothing; `=curl` prints a curl command')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Time limit of one try [default: 30s]')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Time zone of tables and of times without a zone [default: the machine''s]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour')
            [CompletionResult]::new('--raw', '--raw', [CompletionResultType]::ParameterName, 'The vendor''s reply exactly as received')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Only data and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Only data and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'What was asked of whom and how long it took; twice for headers and bodies')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'What was asked of whom and how long it took; twice for headers and bodies')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'msgops;help' {
            [CompletionResult]::new('send', 'send', [CompletionResultType]::ParameterValue, 'Send messages')
            [CompletionResult]::new('upload', 'upload', [CompletionResultType]::ParameterValue, 'To be written')
            [CompletionResult]::new('topics', 'topics', [CompletionResultType]::ParameterValue, 'To be written')
            [CompletionResult]::new('tasks', 'tasks', [CompletionResultType]::ParameterValue, 'To be written')
            [CompletionResult]::new('records', 'records', [CompletionResultType]::ParameterValue, 'To be written')
            [CompletionResult]::new('token', 'token', [CompletionResultType]::ParameterValue, 'To be written')
            [CompletionResult]::new('webhook-decode', 'webhook-decode', [CompletionResultType]::ParameterValue, 'To be written')
            [CompletionResult]::new('codes', 'codes', [CompletionResultType]::ParameterValue, 'Explain vendors'' codes: what they mean, who must act, whether to send again')
            [CompletionResult]::new('profile', 'profile', [CompletionResultType]::ParameterValue, 'To be written')
            [CompletionResult]::new('doctor', 'doctor', [CompletionResultType]::ParameterValue, 'To be written')
            [CompletionResult]::new('jobs', 'jobs', [CompletionResultType]::ParameterValue, 'To be written')
            [CompletionResult]::new('sandbox', 'sandbox', [CompletionResultType]::ParameterValue, 'To be written')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print a completion script for a shell')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'Write the manual pages, one for each command, into a directory')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'msgops;help;send' {
            [CompletionResult]::new('messenger', 'messenger', [CompletionResultType]::ParameterValue, 'Facebook Messenger, through Sobot')
            [CompletionResult]::new('super', 'super', [CompletionResultType]::ParameterValue, 'SMS and Viber, through NXCloud Super Message')
            break
        }
        'msgops;help;send;messenger' {
            break
        }
        'msgops;help;send;super' {
            break
        }
        'msgops;help;upload' {
            break
        }
        'msgops;help;topics' {
            break
        }
        'msgops;help;tasks' {
            break
        }
        'msgops;help;records' {
            break
        }
        'msgops;help;token' {
            break
        }
        'msgops;help;webhook-decode' {
            break
        }
        'msgops;help;codes' {
            break
        }
        'msgops;help;profile' {
            break
        }
        'msgops;help;doctor' {
            break
        }
        'msgops;help;jobs' {
            break
        }
        'msgops;help;sandbox' {
            break
        }
        'msgops;help;completions' {
            break
        }
        'msgops;help;man' {
            break
        }
        'msgops;help;help' {
            break
        }
    })

    $completions.Where{ $_.CompletionText -like "$wordToComplete*" } |
        Sort-Object -Property ListItemText
}
