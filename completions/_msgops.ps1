
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
            [CompletionResult]::new('upload', 'upload', [CompletionResultType]::ParameterValue, 'Upload a file for later media templates')
            [CompletionResult]::new('topics', 'topics', [CompletionResultType]::ParameterValue, 'To be written')
            [CompletionResult]::new('tasks', 'tasks', [CompletionResultType]::ParameterValue, 'To be written')
            [CompletionResult]::new('records', 'records', [CompletionResultType]::ParameterValue, 'To be written')
            [CompletionResult]::new('token', 'token', [CompletionResultType]::ParameterValue, 'Look at, hand on, renew or forget the Sobot access token')
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
            [CompletionResult]::new('text', 'text', [CompletionResultType]::ParameterValue, 'Plain text')
            [CompletionResult]::new('image', 'image', [CompletionResultType]::ParameterValue, 'A picture by URL')
            [CompletionResult]::new('audio', 'audio', [CompletionResultType]::ParameterValue, 'A sound by URL')
            [CompletionResult]::new('video', 'video', [CompletionResultType]::ParameterValue, 'A video by URL')
            [CompletionResult]::new('file', 'file', [CompletionResultType]::ParameterValue, 'A file by URL')
            [CompletionResult]::new('button', 'button', [CompletionResultType]::ParameterValue, 'Text with 1 to 3 buttons; the text has up to 640 characters')
            [CompletionResult]::new('generic', 'generic', [CompletionResultType]::ParameterValue, 'A card, or several with --element')
            [CompletionResult]::new('media', 'media', [CompletionResultType]::ParameterValue, 'A picture or video that was uploaded, or that stands on Facebook')
            [CompletionResult]::new('optin', 'optin', [CompletionResultType]::ParameterValue, 'Ask a person to subscribe to a topic')
            [CompletionResult]::new('json', 'json', [CompletionResultType]::ParameterValue, 'A payload as written, key order and digits kept')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'msgops;send;messenger;text' {
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'A person''s PSID; again for more, sent once each')
            [CompletionResult]::new('--recipient-token', '--recipient-token', [CompletionResultType]::ParameterName, 'A marketing-message token')
            [CompletionResult]::new('--page', '--page', [CompletionResultType]::ParameterName, 'The Facebook page that sends [default: the profile''s]')
            [CompletionResult]::new('--recipients', '--recipients', [CompletionResultType]::ParameterName, 'Send to every row of a CSV (with header) or NDJSON file; `-` reads stdin. Texts, titles, urls and buttons become templates over the columns: ''Hi {{ name }}''')
            [CompletionResult]::new('--recipient-column', '--recipient-column', [CompletionResultType]::ParameterName, 'The column that holds the recipient [default: found by its name]')
            [CompletionResult]::new('--recipient-kind', '--recipient-kind', [CompletionResultType]::ParameterName, 'What that column holds')
            [CompletionResult]::new('--job', '--job', [CompletionResultType]::ParameterName, 'Name of the job [default: derived from the command and the file, so that the same command resumes]')
            [CompletionResult]::new('--not-within', '--not-within', [CompletionResultType]::ParameterName, 'Skip people whom any job of this profile reached within this time; `0s` sends anyway')
            [CompletionResult]::new('--resume-from', '--resume-from', [CompletionResultType]::ParameterName, 'Skip rows that this report (of another machine) says accepted or unknown')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Only the first N rows after the checks')
            [CompletionResult]::new('--rate', '--rate', [CompletionResultType]::ParameterName, 'Requests leaving this process, evenly spaced, such as 50/s, 600/m [default: the profile''s]')
            [CompletionResult]::new('--concurrency', '--concurrency', [CompletionResultType]::ParameterName, 'Requests in flight [default: 16]')
            [CompletionResult]::new('--canary', '--canary', [CompletionResultType]::ParameterName, 'Send N first; go on only if none was refused or unknown (acceptance, not delivery)')
            [CompletionResult]::new('--shard', '--shard', [CompletionResultType]::ParameterName, 'Part I of 1…N of the recipients, the same on every machine')
            [CompletionResult]::new('--max-failures', '--max-failures', [CompletionResultType]::ParameterName, 'Stop once so many were refused (per cent: of those answered, from 100 on)')
            [CompletionResult]::new('--report', '--report', [CompletionResultType]::ParameterName, 'Write every row with its outcome to a .csv, .ndjson or .json file')
            [CompletionResult]::new('--duplicates', '--duplicates', [CompletionResultType]::ParameterName, 'The same recipient with another message: send both, or only the first [default: an error]')
            [CompletionResult]::new('--messaging-type', '--messaging-type', [CompletionResultType]::ParameterName, 'Under which rule of Facebook''s it is sent; absent unless asked for')
            [CompletionResult]::new('--tag', '--tag', [CompletionResultType]::ParameterName, 'Why it may be sent after 24 hours; implies `--messaging-type message-tag`')
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
            [CompletionResult]::new('--again', '--again', [CompletionResultType]::ParameterName, 'Start a finished job anew')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask before sending; needed without a terminal')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask before sending; needed without a terminal')
            [CompletionResult]::new('--retry-refused', '--retry-refused', [CompletionResultType]::ParameterName, 'Send again what was refused')
            [CompletionResult]::new('--retry-unknown', '--retry-unknown', [CompletionResultType]::ParameterName, 'Send again what may have been accepted; needs --yes')
            [CompletionResult]::new('--skip-invalid', '--skip-invalid', [CompletionResultType]::ParameterName, 'Go on without rows that are wrong')
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
        'msgops;send;messenger;image' {
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'A person''s PSID; again for more, sent once each')
            [CompletionResult]::new('--recipient-token', '--recipient-token', [CompletionResultType]::ParameterName, 'A marketing-message token')
            [CompletionResult]::new('--page', '--page', [CompletionResultType]::ParameterName, 'The Facebook page that sends [default: the profile''s]')
            [CompletionResult]::new('--recipients', '--recipients', [CompletionResultType]::ParameterName, 'Send to every row of a CSV (with header) or NDJSON file; `-` reads stdin. Texts, titles, urls and buttons become templates over the columns: ''Hi {{ name }}''')
            [CompletionResult]::new('--recipient-column', '--recipient-column', [CompletionResultType]::ParameterName, 'The column that holds the recipient [default: found by its name]')
            [CompletionResult]::new('--recipient-kind', '--recipient-kind', [CompletionResultType]::ParameterName, 'What that column holds')
            [CompletionResult]::new('--job', '--job', [CompletionResultType]::ParameterName, 'Name of the job [default: derived from the command and the file, so that the same command resumes]')
            [CompletionResult]::new('--not-within', '--not-within', [CompletionResultType]::ParameterName, 'Skip people whom any job of this profile reached within this time; `0s` sends anyway')
            [CompletionResult]::new('--resume-from', '--resume-from', [CompletionResultType]::ParameterName, 'Skip rows that this report (of another machine) says accepted or unknown')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Only the first N rows after the checks')
            [CompletionResult]::new('--rate', '--rate', [CompletionResultType]::ParameterName, 'Requests leaving this process, evenly spaced, such as 50/s, 600/m [default: the profile''s]')
            [CompletionResult]::new('--concurrency', '--concurrency', [CompletionResultType]::ParameterName, 'Requests in flight [default: 16]')
            [CompletionResult]::new('--canary', '--canary', [CompletionResultType]::ParameterName, 'Send N first; go on only if none was refused or unknown (acceptance, not delivery)')
            [CompletionResult]::new('--shard', '--shard', [CompletionResultType]::ParameterName, 'Part I of 1…N of the recipients, the same on every machine')
            [CompletionResult]::new('--max-failures', '--max-failures', [CompletionResultType]::ParameterName, 'Stop once so many were refused (per cent: of those answered, from 100 on)')
            [CompletionResult]::new('--report', '--report', [CompletionResultType]::ParameterName, 'Write every row with its outcome to a .csv, .ndjson or .json file')
            [CompletionResult]::new('--duplicates', '--duplicates', [CompletionResultType]::ParameterName, 'The same recipient with another message: send both, or only the first [default: an error]')
            [CompletionResult]::new('--messaging-type', '--messaging-type', [CompletionResultType]::ParameterName, 'Under which rule of Facebook''s it is sent; absent unless asked for')
            [CompletionResult]::new('--tag', '--tag', [CompletionResultType]::ParameterName, 'Why it may be sent after 24 hours; implies `--messaging-type message-tag`')
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
            [CompletionResult]::new('--again', '--again', [CompletionResultType]::ParameterName, 'Start a finished job anew')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask before sending; needed without a terminal')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask before sending; needed without a terminal')
            [CompletionResult]::new('--retry-refused', '--retry-refused', [CompletionResultType]::ParameterName, 'Send again what was refused')
            [CompletionResult]::new('--retry-unknown', '--retry-unknown', [CompletionResultType]::ParameterName, 'Send again what may have been accepted; needs --yes')
            [CompletionResult]::new('--skip-invalid', '--skip-invalid', [CompletionResultType]::ParameterName, 'Go on without rows that are wrong')
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
        'msgops;send;messenger;audio' {
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'A person''s PSID; again for more, sent once each')
            [CompletionResult]::new('--recipient-token', '--recipient-token', [CompletionResultType]::ParameterName, 'A marketing-message token')
            [CompletionResult]::new('--page', '--page', [CompletionResultType]::ParameterName, 'The Facebook page that sends [default: the profile''s]')
            [CompletionResult]::new('--recipients', '--recipients', [CompletionResultType]::ParameterName, 'Send to every row of a CSV (with header) or NDJSON file; `-` reads stdin. Texts, titles, urls and buttons become templates over the columns: ''Hi {{ name }}''')
            [CompletionResult]::new('--recipient-column', '--recipient-column', [CompletionResultType]::ParameterName, 'The column that holds the recipient [default: found by its name]')
            [CompletionResult]::new('--recipient-kind', '--recipient-kind', [CompletionResultType]::ParameterName, 'What that column holds')
            [CompletionResult]::new('--job', '--job', [CompletionResultType]::ParameterName, 'Name of the job [default: derived from the command and the file, so that the same command resumes]')
            [CompletionResult]::new('--not-within', '--not-within', [CompletionResultType]::ParameterName, 'Skip people whom any job of this profile reached within this time; `0s` sends anyway')
            [CompletionResult]::new('--resume-from', '--resume-from', [CompletionResultType]::ParameterName, 'Skip rows that this report (of another machine) says accepted or unknown')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Only the first N rows after the checks')
            [CompletionResult]::new('--rate', '--rate', [CompletionResultType]::ParameterName, 'Requests leaving this process, evenly spaced, such as 50/s, 600/m [default: the profile''s]')
            [CompletionResult]::new('--concurrency', '--concurrency', [CompletionResultType]::ParameterName, 'Requests in flight [default: 16]')
            [CompletionResult]::new('--canary', '--canary', [CompletionResultType]::ParameterName, 'Send N first; go on only if none was refused or unknown (acceptance, not delivery)')
            [CompletionResult]::new('--shard', '--shard', [CompletionResultType]::ParameterName, 'Part I of 1…N of the recipients, the same on every machine')
            [CompletionResult]::new('--max-failures', '--max-failures', [CompletionResultType]::ParameterName, 'Stop once so many were refused (per cent: of those answered, from 100 on)')
            [CompletionResult]::new('--report', '--report', [CompletionResultType]::ParameterName, 'Write every row with its outcome to a .csv, .ndjson or .json file')
            [CompletionResult]::new('--duplicates', '--duplicates', [CompletionResultType]::ParameterName, 'The same recipient with another message: send both, or only the first [default: an error]')
            [CompletionResult]::new('--messaging-type', '--messaging-type', [CompletionResultType]::ParameterName, 'Under which rule of Facebook''s it is sent; absent unless asked for')
            [CompletionResult]::new('--tag', '--tag', [CompletionResultType]::ParameterName, 'Why it may be sent after 24 hours; implies `--messaging-type message-tag`')
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
            [CompletionResult]::new('--again', '--again', [CompletionResultType]::ParameterName, 'Start a finished job anew')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask before sending; needed without a terminal')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask before sending; needed without a terminal')
            [CompletionResult]::new('--retry-refused', '--retry-refused', [CompletionResultType]::ParameterName, 'Send again what was refused')
            [CompletionResult]::new('--retry-unknown', '--retry-unknown', [CompletionResultType]::ParameterName, 'Send again what may have been accepted; needs --yes')
            [CompletionResult]::new('--skip-invalid', '--skip-invalid', [CompletionResultType]::ParameterName, 'Go on without rows that are wrong')
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
        'msgops;send;messenger;video' {
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'A person''s PSID; again for more, sent once each')
            [CompletionResult]::new('--recipient-token', '--recipient-token', [CompletionResultType]::ParameterName, 'A marketing-message token')
            [CompletionResult]::new('--page', '--page', [CompletionResultType]::ParameterName, 'The Facebook page that sends [default: the profile''s]')
            [CompletionResult]::new('--recipients', '--recipients', [CompletionResultType]::ParameterName, 'Send to every row of a CSV (with header) or NDJSON file; `-` reads stdin. Texts, titles, urls and buttons become templates over the columns: ''Hi {{ name }}''')
            [CompletionResult]::new('--recipient-column', '--recipient-column', [CompletionResultType]::ParameterName, 'The column that holds the recipient [default: found by its name]')
            [CompletionResult]::new('--recipient-kind', '--recipient-kind', [CompletionResultType]::ParameterName, 'What that column holds')
            [CompletionResult]::new('--job', '--job', [CompletionResultType]::ParameterName, 'Name of the job [default: derived from the command and the file, so that the same command resumes]')
            [CompletionResult]::new('--not-within', '--not-within', [CompletionResultType]::ParameterName, 'Skip people whom any job of this profile reached within this time; `0s` sends anyway')
            [CompletionResult]::new('--resume-from', '--resume-from', [CompletionResultType]::ParameterName, 'Skip rows that this report (of another machine) says accepted or unknown')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Only the first N rows after the checks')
            [CompletionResult]::new('--rate', '--rate', [CompletionResultType]::ParameterName, 'Requests leaving this process, evenly spaced, such as 50/s, 600/m [default: the profile''s]')
            [CompletionResult]::new('--concurrency', '--concurrency', [CompletionResultType]::ParameterName, 'Requests in flight [default: 16]')
            [CompletionResult]::new('--canary', '--canary', [CompletionResultType]::ParameterName, 'Send N first; go on only if none was refused or unknown (acceptance, not delivery)')
            [CompletionResult]::new('--shard', '--shard', [CompletionResultType]::ParameterName, 'Part I of 1…N of the recipients, the same on every machine')
            [CompletionResult]::new('--max-failures', '--max-failures', [CompletionResultType]::ParameterName, 'Stop once so many were refused (per cent: of those answered, from 100 on)')
            [CompletionResult]::new('--report', '--report', [CompletionResultType]::ParameterName, 'Write every row with its outcome to a .csv, .ndjson or .json file')
            [CompletionResult]::new('--duplicates', '--duplicates', [CompletionResultType]::ParameterName, 'The same recipient with another message: send both, or only the first [default: an error]')
            [CompletionResult]::new('--messaging-type', '--messaging-type', [CompletionResultType]::ParameterName, 'Under which rule of Facebook''s it is sent; absent unless asked for')
            [CompletionResult]::new('--tag', '--tag', [CompletionResultType]::ParameterName, 'Why it may be sent after 24 hours; implies `--messaging-type message-tag`')
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
            [CompletionResult]::new('--again', '--again', [CompletionResultType]::ParameterName, 'Start a finished job anew')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask before sending; needed without a terminal')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask before sending; needed without a terminal')
            [CompletionResult]::new('--retry-refused', '--retry-refused', [CompletionResultType]::ParameterName, 'Send again what was refused')
            [CompletionResult]::new('--retry-unknown', '--retry-unknown', [CompletionResultType]::ParameterName, 'Send again what may have been accepted; needs --yes')
            [CompletionResult]::new('--skip-invalid', '--skip-invalid', [CompletionResultType]::ParameterName, 'Go on without rows that are wrong')
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
        'msgops;send;messenger;file' {
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'A person''s PSID; again for more, sent once each')
            [CompletionResult]::new('--recipient-token', '--recipient-token', [CompletionResultType]::ParameterName, 'A marketing-message token')
            [CompletionResult]::new('--page', '--page', [CompletionResultType]::ParameterName, 'The Facebook page that sends [default: the profile''s]')
            [CompletionResult]::new('--recipients', '--recipients', [CompletionResultType]::ParameterName, 'Send to every row of a CSV (with header) or NDJSON file; `-` reads stdin. Texts, titles, urls and buttons become templates over the columns: ''Hi {{ name }}''')
            [CompletionResult]::new('--recipient-column', '--recipient-column', [CompletionResultType]::ParameterName, 'The column that holds the recipient [default: found by its name]')
            [CompletionResult]::new('--recipient-kind', '--recipient-kind', [CompletionResultType]::ParameterName, 'What that column holds')
            [CompletionResult]::new('--job', '--job', [CompletionResultType]::ParameterName, 'Name of the job [default: derived from the command and the file, so that the same command resumes]')
            [CompletionResult]::new('--not-within', '--not-within', [CompletionResultType]::ParameterName, 'Skip people whom any job of this profile reached within this time; `0s` sends anyway')
            [CompletionResult]::new('--resume-from', '--resume-from', [CompletionResultType]::ParameterName, 'Skip rows that this report (of another machine) says accepted or unknown')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Only the first N rows after the checks')
            [CompletionResult]::new('--rate', '--rate', [CompletionResultType]::ParameterName, 'Requests leaving this process, evenly spaced, such as 50/s, 600/m [default: the profile''s]')
            [CompletionResult]::new('--concurrency', '--concurrency', [CompletionResultType]::ParameterName, 'Requests in flight [default: 16]')
            [CompletionResult]::new('--canary', '--canary', [CompletionResultType]::ParameterName, 'Send N first; go on only if none was refused or unknown (acceptance, not delivery)')
            [CompletionResult]::new('--shard', '--shard', [CompletionResultType]::ParameterName, 'Part I of 1…N of the recipients, the same on every machine')
            [CompletionResult]::new('--max-failures', '--max-failures', [CompletionResultType]::ParameterName, 'Stop once so many were refused (per cent: of those answered, from 100 on)')
            [CompletionResult]::new('--report', '--report', [CompletionResultType]::ParameterName, 'Write every row with its outcome to a .csv, .ndjson or .json file')
            [CompletionResult]::new('--duplicates', '--duplicates', [CompletionResultType]::ParameterName, 'The same recipient with another message: send both, or only the first [default: an error]')
            [CompletionResult]::new('--messaging-type', '--messaging-type', [CompletionResultType]::ParameterName, 'Under which rule of Facebook''s it is sent; absent unless asked for')
            [CompletionResult]::new('--tag', '--tag', [CompletionResultType]::ParameterName, 'Why it may be sent after 24 hours; implies `--messaging-type message-tag`')
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
            [CompletionResult]::new('--again', '--again', [CompletionResultType]::ParameterName, 'Start a finished job anew')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask before sending; needed without a terminal')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask before sending; needed without a terminal')
            [CompletionResult]::new('--retry-refused', '--retry-refused', [CompletionResultType]::ParameterName, 'Send again what was refused')
            [CompletionResult]::new('--retry-unknown', '--retry-unknown', [CompletionResultType]::ParameterName, 'Send again what may have been accepted; needs --yes')
            [CompletionResult]::new('--skip-invalid', '--skip-invalid', [CompletionResultType]::ParameterName, 'Go on without rows that are wrong')
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
        'msgops;send;messenger;button' {
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'A person''s PSID; again for more, sent once each')
            [CompletionResult]::new('--recipient-token', '--recipient-token', [CompletionResultType]::ParameterName, 'A marketing-message token')
            [CompletionResult]::new('--page', '--page', [CompletionResultType]::ParameterName, 'The Facebook page that sends [default: the profile''s]')
            [CompletionResult]::new('--recipients', '--recipients', [CompletionResultType]::ParameterName, 'Send to every row of a CSV (with header) or NDJSON file; `-` reads stdin. Texts, titles, urls and buttons become templates over the columns: ''Hi {{ name }}''')
            [CompletionResult]::new('--recipient-column', '--recipient-column', [CompletionResultType]::ParameterName, 'The column that holds the recipient [default: found by its name]')
            [CompletionResult]::new('--recipient-kind', '--recipient-kind', [CompletionResultType]::ParameterName, 'What that column holds')
            [CompletionResult]::new('--job', '--job', [CompletionResultType]::ParameterName, 'Name of the job [default: derived from the command and the file, so that the same command resumes]')
            [CompletionResult]::new('--not-within', '--not-within', [CompletionResultType]::ParameterName, 'Skip people whom any job of this profile reached within this time; `0s` sends anyway')
            [CompletionResult]::new('--resume-from', '--resume-from', [CompletionResultType]::ParameterName, 'Skip rows that this report (of another machine) says accepted or unknown')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Only the first N rows after the checks')
            [CompletionResult]::new('--rate', '--rate', [CompletionResultType]::ParameterName, 'Requests leaving this process, evenly spaced, such as 50/s, 600/m [default: the profile''s]')
            [CompletionResult]::new('--concurrency', '--concurrency', [CompletionResultType]::ParameterName, 'Requests in flight [default: 16]')
            [CompletionResult]::new('--canary', '--canary', [CompletionResultType]::ParameterName, 'Send N first; go on only if none was refused or unknown (acceptance, not delivery)')
            [CompletionResult]::new('--shard', '--shard', [CompletionResultType]::ParameterName, 'Part I of 1…N of the recipients, the same on every machine')
            [CompletionResult]::new('--max-failures', '--max-failures', [CompletionResultType]::ParameterName, 'Stop once so many were refused (per cent: of those answered, from 100 on)')
            [CompletionResult]::new('--report', '--report', [CompletionResultType]::ParameterName, 'Write every row with its outcome to a .csv, .ndjson or .json file')
            [CompletionResult]::new('--duplicates', '--duplicates', [CompletionResultType]::ParameterName, 'The same recipient with another message: send both, or only the first [default: an error]')
            [CompletionResult]::new('--messaging-type', '--messaging-type', [CompletionResultType]::ParameterName, 'Under which rule of Facebook''s it is sent; absent unless asked for')
            [CompletionResult]::new('--tag', '--tag', [CompletionResultType]::ParameterName, 'Why it may be sent after 24 hours; implies `--messaging-type message-tag`')
            [CompletionResult]::new('--button', '--button', [CompletionResultType]::ParameterName, '''Title=https://…'' opens a page, ''Title=postback:PAYLOAD'' tells the page''s webhook; up to 3')
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
            [CompletionResult]::new('--again', '--again', [CompletionResultType]::ParameterName, 'Start a finished job anew')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask before sending; needed without a terminal')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask before sending; needed without a terminal')
            [CompletionResult]::new('--retry-refused', '--retry-refused', [CompletionResultType]::ParameterName, 'Send again what was refused')
            [CompletionResult]::new('--retry-unknown', '--retry-unknown', [CompletionResultType]::ParameterName, 'Send again what may have been accepted; needs --yes')
            [CompletionResult]::new('--skip-invalid', '--skip-invalid', [CompletionResultType]::ParameterName, 'Go on without rows that are wrong')
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
        'msgops;send;messenger;generic' {
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'A person''s PSID; again for more, sent once each')
            [CompletionResult]::new('--recipient-token', '--recipient-token', [CompletionResultType]::ParameterName, 'A marketing-message token')
            [CompletionResult]::new('--page', '--page', [CompletionResultType]::ParameterName, 'The Facebook page that sends [default: the profile''s]')
            [CompletionResult]::new('--recipients', '--recipients', [CompletionResultType]::ParameterName, 'Send to every row of a CSV (with header) or NDJSON file; `-` reads stdin. Texts, titles, urls and buttons become templates over the columns: ''Hi {{ name }}''')
            [CompletionResult]::new('--recipient-column', '--recipient-column', [CompletionResultType]::ParameterName, 'The column that holds the recipient [default: found by its name]')
            [CompletionResult]::new('--recipient-kind', '--recipient-kind', [CompletionResultType]::ParameterName, 'What that column holds')
            [CompletionResult]::new('--job', '--job', [CompletionResultType]::ParameterName, 'Name of the job [default: derived from the command and the file, so that the same command resumes]')
            [CompletionResult]::new('--not-within', '--not-within', [CompletionResultType]::ParameterName, 'Skip people whom any job of this profile reached within this time; `0s` sends anyway')
            [CompletionResult]::new('--resume-from', '--resume-from', [CompletionResultType]::ParameterName, 'Skip rows that this report (of another machine) says accepted or unknown')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Only the first N rows after the checks')
            [CompletionResult]::new('--rate', '--rate', [CompletionResultType]::ParameterName, 'Requests leaving this process, evenly spaced, such as 50/s, 600/m [default: the profile''s]')
            [CompletionResult]::new('--concurrency', '--concurrency', [CompletionResultType]::ParameterName, 'Requests in flight [default: 16]')
            [CompletionResult]::new('--canary', '--canary', [CompletionResultType]::ParameterName, 'Send N first; go on only if none was refused or unknown (acceptance, not delivery)')
            [CompletionResult]::new('--shard', '--shard', [CompletionResultType]::ParameterName, 'Part I of 1…N of the recipients, the same on every machine')
            [CompletionResult]::new('--max-failures', '--max-failures', [CompletionResultType]::ParameterName, 'Stop once so many were refused (per cent: of those answered, from 100 on)')
            [CompletionResult]::new('--report', '--report', [CompletionResultType]::ParameterName, 'Write every row with its outcome to a .csv, .ndjson or .json file')
            [CompletionResult]::new('--duplicates', '--duplicates', [CompletionResultType]::ParameterName, 'The same recipient with another message: send both, or only the first [default: an error]')
            [CompletionResult]::new('--messaging-type', '--messaging-type', [CompletionResultType]::ParameterName, 'Under which rule of Facebook''s it is sent; absent unless asked for')
            [CompletionResult]::new('--tag', '--tag', [CompletionResultType]::ParameterName, 'Why it may be sent after 24 hours; implies `--messaging-type message-tag`')
            [CompletionResult]::new('--title', '--title', [CompletionResultType]::ParameterName, 'Title of the card, up to 80 characters')
            [CompletionResult]::new('--subtitle', '--subtitle', [CompletionResultType]::ParameterName, 'Subtitle, up to 80 characters')
            [CompletionResult]::new('--image', '--image', [CompletionResultType]::ParameterName, 'Picture')
            [CompletionResult]::new('--default-url', '--default-url', [CompletionResultType]::ParameterName, 'Where a click on the card leads')
            [CompletionResult]::new('--button', '--button', [CompletionResultType]::ParameterName, '''Title=https://…'' or ''Title=postback:PAYLOAD''; up to 3')
            [CompletionResult]::new('--element', '--element', [CompletionResultType]::ParameterName, 'A whole element as JSON or `@FILE`; again for more')
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
            [CompletionResult]::new('--again', '--again', [CompletionResultType]::ParameterName, 'Start a finished job anew')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask before sending; needed without a terminal')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask before sending; needed without a terminal')
            [CompletionResult]::new('--retry-refused', '--retry-refused', [CompletionResultType]::ParameterName, 'Send again what was refused')
            [CompletionResult]::new('--retry-unknown', '--retry-unknown', [CompletionResultType]::ParameterName, 'Send again what may have been accepted; needs --yes')
            [CompletionResult]::new('--skip-invalid', '--skip-invalid', [CompletionResultType]::ParameterName, 'Go on without rows that are wrong')
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
        'msgops;send;messenger;media' {
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'A person''s PSID; again for more, sent once each')
            [CompletionResult]::new('--recipient-token', '--recipient-token', [CompletionResultType]::ParameterName, 'A marketing-message token')
            [CompletionResult]::new('--page', '--page', [CompletionResultType]::ParameterName, 'The Facebook page that sends [default: the profile''s]')
            [CompletionResult]::new('--recipients', '--recipients', [CompletionResultType]::ParameterName, 'Send to every row of a CSV (with header) or NDJSON file; `-` reads stdin. Texts, titles, urls and buttons become templates over the columns: ''Hi {{ name }}''')
            [CompletionResult]::new('--recipient-column', '--recipient-column', [CompletionResultType]::ParameterName, 'The column that holds the recipient [default: found by its name]')
            [CompletionResult]::new('--recipient-kind', '--recipient-kind', [CompletionResultType]::ParameterName, 'What that column holds')
            [CompletionResult]::new('--job', '--job', [CompletionResultType]::ParameterName, 'Name of the job [default: derived from the command and the file, so that the same command resumes]')
            [CompletionResult]::new('--not-within', '--not-within', [CompletionResultType]::ParameterName, 'Skip people whom any job of this profile reached within this time; `0s` sends anyway')
            [CompletionResult]::new('--resume-from', '--resume-from', [CompletionResultType]::ParameterName, 'Skip rows that this report (of another machine) says accepted or unknown')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Only the first N rows after the checks')
            [CompletionResult]::new('--rate', '--rate', [CompletionResultType]::ParameterName, 'Requests leaving this process, evenly spaced, such as 50/s, 600/m [default: the profile''s]')
            [CompletionResult]::new('--concurrency', '--concurrency', [CompletionResultType]::ParameterName, 'Requests in flight [default: 16]')
            [CompletionResult]::new('--canary', '--canary', [CompletionResultType]::ParameterName, 'Send N first; go on only if none was refused or unknown (acceptance, not delivery)')
            [CompletionResult]::new('--shard', '--shard', [CompletionResultType]::ParameterName, 'Part I of 1…N of the recipients, the same on every machine')
            [CompletionResult]::new('--max-failures', '--max-failures', [CompletionResultType]::ParameterName, 'Stop once so many were refused (per cent: of those answered, from 100 on)')
            [CompletionResult]::new('--report', '--report', [CompletionResultType]::ParameterName, 'Write every row with its outcome to a .csv, .ndjson or .json file')
            [CompletionResult]::new('--duplicates', '--duplicates', [CompletionResultType]::ParameterName, 'The same recipient with another message: send both, or only the first [default: an error]')
            [CompletionResult]::new('--messaging-type', '--messaging-type', [CompletionResultType]::ParameterName, 'Under which rule of Facebook''s it is sent; absent unless asked for')
            [CompletionResult]::new('--tag', '--tag', [CompletionResultType]::ParameterName, 'Why it may be sent after 24 hours; implies `--messaging-type message-tag`')
            [CompletionResult]::new('--type', '--type', [CompletionResultType]::ParameterName, 'What it shows')
            [CompletionResult]::new('--attachment', '--attachment', [CompletionResultType]::ParameterName, 'An attachment id, as an upload''s webhook tells it')
            [CompletionResult]::new('--url', '--url', [CompletionResultType]::ParameterName, 'A Facebook URL')
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
            [CompletionResult]::new('--again', '--again', [CompletionResultType]::ParameterName, 'Start a finished job anew')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask before sending; needed without a terminal')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask before sending; needed without a terminal')
            [CompletionResult]::new('--retry-refused', '--retry-refused', [CompletionResultType]::ParameterName, 'Send again what was refused')
            [CompletionResult]::new('--retry-unknown', '--retry-unknown', [CompletionResultType]::ParameterName, 'Send again what may have been accepted; needs --yes')
            [CompletionResult]::new('--skip-invalid', '--skip-invalid', [CompletionResultType]::ParameterName, 'Go on without rows that are wrong')
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
        'msgops;send;messenger;optin' {
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'A person''s PSID; again for more, sent once each')
            [CompletionResult]::new('--recipient-token', '--recipient-token', [CompletionResultType]::ParameterName, 'A marketing-message token')
            [CompletionResult]::new('--page', '--page', [CompletionResultType]::ParameterName, 'The Facebook page that sends [default: the profile''s]')
            [CompletionResult]::new('--recipients', '--recipients', [CompletionResultType]::ParameterName, 'Send to every row of a CSV (with header) or NDJSON file; `-` reads stdin. Texts, titles, urls and buttons become templates over the columns: ''Hi {{ name }}''')
            [CompletionResult]::new('--recipient-column', '--recipient-column', [CompletionResultType]::ParameterName, 'The column that holds the recipient [default: found by its name]')
            [CompletionResult]::new('--recipient-kind', '--recipient-kind', [CompletionResultType]::ParameterName, 'What that column holds')
            [CompletionResult]::new('--job', '--job', [CompletionResultType]::ParameterName, 'Name of the job [default: derived from the command and the file, so that the same command resumes]')
            [CompletionResult]::new('--not-within', '--not-within', [CompletionResultType]::ParameterName, 'Skip people whom any job of this profile reached within this time; `0s` sends anyway')
            [CompletionResult]::new('--resume-from', '--resume-from', [CompletionResultType]::ParameterName, 'Skip rows that this report (of another machine) says accepted or unknown')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Only the first N rows after the checks')
            [CompletionResult]::new('--rate', '--rate', [CompletionResultType]::ParameterName, 'Requests leaving this process, evenly spaced, such as 50/s, 600/m [default: the profile''s]')
            [CompletionResult]::new('--concurrency', '--concurrency', [CompletionResultType]::ParameterName, 'Requests in flight [default: 16]')
            [CompletionResult]::new('--canary', '--canary', [CompletionResultType]::ParameterName, 'Send N first; go on only if none was refused or unknown (acceptance, not delivery)')
            [CompletionResult]::new('--shard', '--shard', [CompletionResultType]::ParameterName, 'Part I of 1…N of the recipients, the same on every machine')
            [CompletionResult]::new('--max-failures', '--max-failures', [CompletionResultType]::ParameterName, 'Stop once so many were refused (per cent: of those answered, from 100 on)')
            [CompletionResult]::new('--report', '--report', [CompletionResultType]::ParameterName, 'Write every row with its outcome to a .csv, .ndjson or .json file')
            [CompletionResult]::new('--duplicates', '--duplicates', [CompletionResultType]::ParameterName, 'The same recipient with another message: send both, or only the first [default: an error]')
            [CompletionResult]::new('--topic', '--topic', [CompletionResultType]::ParameterName, 'The topic, up to 65 characters')
            [CompletionResult]::new('--describe', '--describe', [CompletionResultType]::ParameterName, 'Description, up to 65 characters')
            [CompletionResult]::new('--image', '--image', [CompletionResultType]::ParameterName, 'Picture')
            [CompletionResult]::new('--image-ratio', '--image-ratio', [CompletionResultType]::ParameterName, 'Shape of the picture')
            [CompletionResult]::new('--button-type', '--button-type', [CompletionResultType]::ParameterName, 'What the button says')
            [CompletionResult]::new('--timezone', '--timezone', [CompletionResultType]::ParameterName, 'Time zone of the topic')
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
            [CompletionResult]::new('--again', '--again', [CompletionResultType]::ParameterName, 'Start a finished job anew')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask before sending; needed without a terminal')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask before sending; needed without a terminal')
            [CompletionResult]::new('--retry-refused', '--retry-refused', [CompletionResultType]::ParameterName, 'Send again what was refused')
            [CompletionResult]::new('--retry-unknown', '--retry-unknown', [CompletionResultType]::ParameterName, 'Send again what may have been accepted; needs --yes')
            [CompletionResult]::new('--skip-invalid', '--skip-invalid', [CompletionResultType]::ParameterName, 'Go on without rows that are wrong')
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
        'msgops;send;messenger;json' {
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'A person''s PSID; again for more, sent once each')
            [CompletionResult]::new('--recipient-token', '--recipient-token', [CompletionResultType]::ParameterName, 'A marketing-message token')
            [CompletionResult]::new('--page', '--page', [CompletionResultType]::ParameterName, 'The Facebook page that sends [default: the profile''s]')
            [CompletionResult]::new('--recipients', '--recipients', [CompletionResultType]::ParameterName, 'Send to every row of a CSV (with header) or NDJSON file; `-` reads stdin. Texts, titles, urls and buttons become templates over the columns: ''Hi {{ name }}''')
            [CompletionResult]::new('--recipient-column', '--recipient-column', [CompletionResultType]::ParameterName, 'The column that holds the recipient [default: found by its name]')
            [CompletionResult]::new('--recipient-kind', '--recipient-kind', [CompletionResultType]::ParameterName, 'What that column holds')
            [CompletionResult]::new('--job', '--job', [CompletionResultType]::ParameterName, 'Name of the job [default: derived from the command and the file, so that the same command resumes]')
            [CompletionResult]::new('--not-within', '--not-within', [CompletionResultType]::ParameterName, 'Skip people whom any job of this profile reached within this time; `0s` sends anyway')
            [CompletionResult]::new('--resume-from', '--resume-from', [CompletionResultType]::ParameterName, 'Skip rows that this report (of another machine) says accepted or unknown')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Only the first N rows after the checks')
            [CompletionResult]::new('--rate', '--rate', [CompletionResultType]::ParameterName, 'Requests leaving this process, evenly spaced, such as 50/s, 600/m [default: the profile''s]')
            [CompletionResult]::new('--concurrency', '--concurrency', [CompletionResultType]::ParameterName, 'Requests in flight [default: 16]')
            [CompletionResult]::new('--canary', '--canary', [CompletionResultType]::ParameterName, 'Send N first; go on only if none was refused or unknown (acceptance, not delivery)')
            [CompletionResult]::new('--shard', '--shard', [CompletionResultType]::ParameterName, 'Part I of 1…N of the recipients, the same on every machine')
            [CompletionResult]::new('--max-failures', '--max-failures', [CompletionResultType]::ParameterName, 'Stop once so many were refused (per cent: of those answered, from 100 on)')
            [CompletionResult]::new('--report', '--report', [CompletionResultType]::ParameterName, 'Write every row with its outcome to a .csv, .ndjson or .json file')
            [CompletionResult]::new('--duplicates', '--duplicates', [CompletionResultType]::ParameterName, 'The same recipient with another message: send both, or only the first [default: an error]')
            [CompletionResult]::new('--messaging-type', '--messaging-type', [CompletionResultType]::ParameterName, 'Under which rule of Facebook''s it is sent; absent unless asked for')
            [CompletionResult]::new('--tag', '--tag', [CompletionResultType]::ParameterName, 'Why it may be sent after 24 hours; implies `--messaging-type message-tag`')
            [CompletionResult]::new('--type', '--type', [CompletionResultType]::ParameterName, 'What the payload is')
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
            [CompletionResult]::new('--again', '--again', [CompletionResultType]::ParameterName, 'Start a finished job anew')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask before sending; needed without a terminal')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask before sending; needed without a terminal')
            [CompletionResult]::new('--retry-refused', '--retry-refused', [CompletionResultType]::ParameterName, 'Send again what was refused')
            [CompletionResult]::new('--retry-unknown', '--retry-unknown', [CompletionResultType]::ParameterName, 'Send again what may have been accepted; needs --yes')
            [CompletionResult]::new('--skip-invalid', '--skip-invalid', [CompletionResultType]::ParameterName, 'Go on without rows that are wrong')
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
        'msgops;send;messenger;help' {
            [CompletionResult]::new('text', 'text', [CompletionResultType]::ParameterValue, 'Plain text')
            [CompletionResult]::new('image', 'image', [CompletionResultType]::ParameterValue, 'A picture by URL')
            [CompletionResult]::new('audio', 'audio', [CompletionResultType]::ParameterValue, 'A sound by URL')
            [CompletionResult]::new('video', 'video', [CompletionResultType]::ParameterValue, 'A video by URL')
            [CompletionResult]::new('file', 'file', [CompletionResultType]::ParameterValue, 'A file by URL')
            [CompletionResult]::new('button', 'button', [CompletionResultType]::ParameterValue, 'Text with 1 to 3 buttons; the text has up to 640 characters')
            [CompletionResult]::new('generic', 'generic', [CompletionResultType]::ParameterValue, 'A card, or several with --element')
            [CompletionResult]::new('media', 'media', [CompletionResultType]::ParameterValue, 'A picture or video that was uploaded, or that stands on Facebook')
            [CompletionResult]::new('optin', 'optin', [CompletionResultType]::ParameterValue, 'Ask a person to subscribe to a topic')
            [CompletionResult]::new('json', 'json', [CompletionResultType]::ParameterValue, 'A payload as written, key order and digits kept')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'msgops;send;messenger;help;text' {
            break
        }
        'msgops;send;messenger;help;image' {
            break
        }
        'msgops;send;messenger;help;audio' {
            break
        }
        'msgops;send;messenger;help;video' {
            break
        }
        'msgops;send;messenger;help;file' {
            break
        }
        'msgops;send;messenger;help;button' {
            break
        }
        'msgops;send;messenger;help;generic' {
            break
        }
        'msgops;send;messenger;help;media' {
            break
        }
        'msgops;send;messenger;help;optin' {
            break
        }
        'msgops;send;messenger;help;json' {
            break
        }
        'msgops;send;messenger;help;help' {
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
            [CompletionResult]::new('text', 'text', [CompletionResultType]::ParameterValue, 'Plain text')
            [CompletionResult]::new('image', 'image', [CompletionResultType]::ParameterValue, 'A picture by URL')
            [CompletionResult]::new('audio', 'audio', [CompletionResultType]::ParameterValue, 'A sound by URL')
            [CompletionResult]::new('video', 'video', [CompletionResultType]::ParameterValue, 'A video by URL')
            [CompletionResult]::new('file', 'file', [CompletionResultType]::ParameterValue, 'A file by URL')
            [CompletionResult]::new('button', 'button', [CompletionResultType]::ParameterValue, 'Text with 1 to 3 buttons; the text has up to 640 characters')
            [CompletionResult]::new('generic', 'generic', [CompletionResultType]::ParameterValue, 'A card, or several with --element')
            [CompletionResult]::new('media', 'media', [CompletionResultType]::ParameterValue, 'A picture or video that was uploaded, or that stands on Facebook')
            [CompletionResult]::new('optin', 'optin', [CompletionResultType]::ParameterValue, 'Ask a person to subscribe to a topic')
            [CompletionResult]::new('json', 'json', [CompletionResultType]::ParameterValue, 'A payload as written, key order and digits kept')
            break
        }
        'msgops;send;help;messenger;text' {
            break
        }
        'msgops;send;help;messenger;image' {
            break
        }
        'msgops;send;help;messenger;audio' {
            break
        }
        'msgops;send;help;messenger;video' {
            break
        }
        'msgops;send;help;messenger;file' {
            break
        }
        'msgops;send;help;messenger;button' {
            break
        }
        'msgops;send;help;messenger;generic' {
            break
        }
        'msgops;send;help;messenger;media' {
            break
        }
        'msgops;send;help;messenger;optin' {
            break
        }
        'msgops;send;help;messenger;json' {
            break
        }
        'msgops;send;help;super' {
            break
        }
        'msgops;send;help;help' {
            break
        }
        'msgops;upload' {
            [CompletionResult]::new('--page', '--page', [CompletionResultType]::ParameterName, 'The Facebook page it is for [default: the profile''s]')
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'Follow this capture of webhooks until the upload is completed')
            [CompletionResult]::new('--wait-timeout', '--wait-timeout', [CompletionResultType]::ParameterName, 'How long to wait [default: 5m]')
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
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Tell whether there is a token, where it came from and when it ends; never the token itself')
            [CompletionResult]::new('get', 'get', [CompletionResultType]::ParameterValue, 'Print the bare token; fetch one only when none is cached')
            [CompletionResult]::new('refresh', 'refresh', [CompletionResultType]::ParameterValue, 'Fetch a new token; the one before stops working everywhere')
            [CompletionResult]::new('clear', 'clear', [CompletionResultType]::ParameterValue, 'Forget the cached token; the vendor is not told')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'msgops;token;show' {
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
        'msgops;token;get' {
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
        'msgops;token;refresh' {
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
        'msgops;token;clear' {
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
        'msgops;token;help' {
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Tell whether there is a token, where it came from and when it ends; never the token itself')
            [CompletionResult]::new('get', 'get', [CompletionResultType]::ParameterValue, 'Print the bare token; fetch one only when none is cached')
            [CompletionResult]::new('refresh', 'refresh', [CompletionResultType]::ParameterValue, 'Fetch a new token; the one before stops working everywhere')
            [CompletionResult]::new('clear', 'clear', [CompletionResultType]::ParameterValue, 'Forget the cached token; the vendor is not told')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'msgops;token;help;show' {
            break
        }
        'msgops;token;help;get' {
            break
        }
        'msgops;token;help;refresh' {
            break
        }
        'msgops;token;help;clear' {
            break
        }
        'msgops;token;help;help' {
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
            [CompletionResult]::new('upload', 'upload', [CompletionResultType]::ParameterValue, 'Upload a file for later media templates')
            [CompletionResult]::new('topics', 'topics', [CompletionResultType]::ParameterValue, 'To be written')
            [CompletionResult]::new('tasks', 'tasks', [CompletionResultType]::ParameterValue, 'To be written')
            [CompletionResult]::new('records', 'records', [CompletionResultType]::ParameterValue, 'To be written')
            [CompletionResult]::new('token', 'token', [CompletionResultType]::ParameterValue, 'Look at, hand on, renew or forget the Sobot access token')
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
            [CompletionResult]::new('text', 'text', [CompletionResultType]::ParameterValue, 'Plain text')
            [CompletionResult]::new('image', 'image', [CompletionResultType]::ParameterValue, 'A picture by URL')
            [CompletionResult]::new('audio', 'audio', [CompletionResultType]::ParameterValue, 'A sound by URL')
            [CompletionResult]::new('video', 'video', [CompletionResultType]::ParameterValue, 'A video by URL')
            [CompletionResult]::new('file', 'file', [CompletionResultType]::ParameterValue, 'A file by URL')
            [CompletionResult]::new('button', 'button', [CompletionResultType]::ParameterValue, 'Text with 1 to 3 buttons; the text has up to 640 characters')
            [CompletionResult]::new('generic', 'generic', [CompletionResultType]::ParameterValue, 'A card, or several with --element')
            [CompletionResult]::new('media', 'media', [CompletionResultType]::ParameterValue, 'A picture or video that was uploaded, or that stands on Facebook')
            [CompletionResult]::new('optin', 'optin', [CompletionResultType]::ParameterValue, 'Ask a person to subscribe to a topic')
            [CompletionResult]::new('json', 'json', [CompletionResultType]::ParameterValue, 'A payload as written, key order and digits kept')
            break
        }
        'msgops;help;send;messenger;text' {
            break
        }
        'msgops;help;send;messenger;image' {
            break
        }
        'msgops;help;send;messenger;audio' {
            break
        }
        'msgops;help;send;messenger;video' {
            break
        }
        'msgops;help;send;messenger;file' {
            break
        }
        'msgops;help;send;messenger;button' {
            break
        }
        'msgops;help;send;messenger;generic' {
            break
        }
        'msgops;help;send;messenger;media' {
            break
        }
        'msgops;help;send;messenger;optin' {
            break
        }
        'msgops;help;send;messenger;json' {
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
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Tell whether there is a token, where it came from and when it ends; never the token itself')
            [CompletionResult]::new('get', 'get', [CompletionResultType]::ParameterValue, 'Print the bare token; fetch one only when none is cached')
            [CompletionResult]::new('refresh', 'refresh', [CompletionResultType]::ParameterValue, 'Fetch a new token; the one before stops working everywhere')
            [CompletionResult]::new('clear', 'clear', [CompletionResultType]::ParameterValue, 'Forget the cached token; the vendor is not told')
            break
        }
        'msgops;help;token;show' {
            break
        }
        'msgops;help;token;get' {
            break
        }
        'msgops;help;token;refresh' {
            break
        }
        'msgops;help;token;clear' {
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
