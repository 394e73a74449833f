
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
            [CompletionResult]::new('topics', 'topics', [CompletionResultType]::ParameterValue, 'Manage topics and see who has subscribed to them')
            [CompletionResult]::new('tasks', 'tasks', [CompletionResultType]::ParameterValue, 'Look at broadcast tasks: what was sent, delivered, read and answered')
            [CompletionResult]::new('records', 'records', [CompletionResultType]::ParameterValue, 'Look up sent messages: whom they went to, what became of them')
            [CompletionResult]::new('token', 'token', [CompletionResultType]::ParameterValue, 'Look at, hand on, renew or forget the Sobot access token')
            [CompletionResult]::new('webhook-decode', 'webhook-decode', [CompletionResultType]::ParameterValue, 'Decode captured webhooks into one normalised event per line or row')
            [CompletionResult]::new('codes', 'codes', [CompletionResultType]::ParameterValue, 'Explain vendors'' codes: what they mean, who must act, whether to send again')
            [CompletionResult]::new('profile', 'profile', [CompletionResultType]::ParameterValue, 'Profiles: list, show, change')
            [CompletionResult]::new('doctor', 'doctor', [CompletionResultType]::ParameterValue, 'Check profile, permissions, the way to the vendors, clocks and credentials')
            [CompletionResult]::new('jobs', 'jobs', [CompletionResultType]::ParameterValue, 'List, look into, settle and remove the jobs of bulk sends')
            [CompletionResult]::new('sandbox', 'sandbox', [CompletionResultType]::ParameterValue, 'Rehearse without an account: the built-in emulator of both vendors')
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
            [CompletionResult]::new('text', 'text', [CompletionResultType]::ParameterValue, 'Plain text, the only kind that SMS carries')
            [CompletionResult]::new('image', 'image', [CompletionResultType]::ParameterValue, 'A picture by URL')
            [CompletionResult]::new('video', 'video', [CompletionResultType]::ParameterValue, 'A video by URL: up to 200 MB and 600 seconds')
            [CompletionResult]::new('file', 'file', [CompletionResultType]::ParameterValue, 'A file by URL: documents and spreadsheets up to 200 MB')
            [CompletionResult]::new('choice', 'choice', [CompletionResultType]::ParameterValue, 'A title over buttons that open pages')
            [CompletionResult]::new('card', 'card', [CompletionResultType]::ParameterValue, 'A card: a title with a picture, buttons or both')
            [CompletionResult]::new('json', 'json', [CompletionResultType]::ParameterValue, 'A `message` object as written, key order and digits kept')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'msgops;send;super;text' {
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'A phone with country code; again for more, up to 2000 in one request')
            [CompletionResult]::new('--appkey', '--appkey', [CompletionResultType]::ParameterName, 'The app that sends [default: the profile''s]')
            [CompletionResult]::new('--webhook', '--webhook', [CompletionResultType]::ParameterName, 'Where NXCloud posts receipts [default: the profile''s]')
            [CompletionResult]::new('--priority', '--priority', [CompletionResultType]::ParameterName, 'Channels to try one after the other until one has sent, such as viber,sms. Without it (here or in the profile) every opened channel gets the message: two messages, two prices')
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
            [CompletionResult]::new('--batch-size', '--batch-size', [CompletionResultType]::ParameterName, 'Phones per request for equal messages, at most 2000; one lost answer leaves that many unknown [default: 500]')
            [CompletionResult]::new('--on-bad-number', '--on-bad-number', [CompletionResultType]::ParameterName, 'On code 9002: halve the batch until the bad numbers stand alone, or stop. The vendor nowhere says that 9002 refuses the whole request [default: halve]')
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
        'msgops;send;super;image' {
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'A phone with country code; again for more, up to 2000 in one request')
            [CompletionResult]::new('--appkey', '--appkey', [CompletionResultType]::ParameterName, 'The app that sends [default: the profile''s]')
            [CompletionResult]::new('--webhook', '--webhook', [CompletionResultType]::ParameterName, 'Where NXCloud posts receipts [default: the profile''s]')
            [CompletionResult]::new('--priority', '--priority', [CompletionResultType]::ParameterName, 'Channels to try one after the other until one has sent, such as viber,sms. Without it (here or in the profile) every opened channel gets the message: two messages, two prices')
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
            [CompletionResult]::new('--batch-size', '--batch-size', [CompletionResultType]::ParameterName, 'Phones per request for equal messages, at most 2000; one lost answer leaves that many unknown [default: 500]')
            [CompletionResult]::new('--on-bad-number', '--on-bad-number', [CompletionResultType]::ParameterName, 'On code 9002: halve the batch until the bad numbers stand alone, or stop. The vendor nowhere says that 9002 refuses the whole request [default: halve]')
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
        'msgops;send;super;video' {
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'A phone with country code; again for more, up to 2000 in one request')
            [CompletionResult]::new('--appkey', '--appkey', [CompletionResultType]::ParameterName, 'The app that sends [default: the profile''s]')
            [CompletionResult]::new('--webhook', '--webhook', [CompletionResultType]::ParameterName, 'Where NXCloud posts receipts [default: the profile''s]')
            [CompletionResult]::new('--priority', '--priority', [CompletionResultType]::ParameterName, 'Channels to try one after the other until one has sent, such as viber,sms. Without it (here or in the profile) every opened channel gets the message: two messages, two prices')
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
            [CompletionResult]::new('--batch-size', '--batch-size', [CompletionResultType]::ParameterName, 'Phones per request for equal messages, at most 2000; one lost answer leaves that many unknown [default: 500]')
            [CompletionResult]::new('--on-bad-number', '--on-bad-number', [CompletionResultType]::ParameterName, 'On code 9002: halve the batch until the bad numbers stand alone, or stop. The vendor nowhere says that 9002 refuses the whole request [default: halve]')
            [CompletionResult]::new('--thumbnail', '--thumbnail', [CompletionResultType]::ParameterName, 'Where its still picture is')
            [CompletionResult]::new('--size', '--size', [CompletionResultType]::ParameterName, 'Its size: bytes, or such as 10MB (1 MB is 1,048,576 bytes); up to 200MB')
            [CompletionResult]::new('--duration', '--duration', [CompletionResultType]::ParameterName, 'How long it plays: seconds, or such as 2m; up to 10m')
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
        'msgops;send;super;file' {
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'A phone with country code; again for more, up to 2000 in one request')
            [CompletionResult]::new('--appkey', '--appkey', [CompletionResultType]::ParameterName, 'The app that sends [default: the profile''s]')
            [CompletionResult]::new('--webhook', '--webhook', [CompletionResultType]::ParameterName, 'Where NXCloud posts receipts [default: the profile''s]')
            [CompletionResult]::new('--priority', '--priority', [CompletionResultType]::ParameterName, 'Channels to try one after the other until one has sent, such as viber,sms. Without it (here or in the profile) every opened channel gets the message: two messages, two prices')
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
            [CompletionResult]::new('--batch-size', '--batch-size', [CompletionResultType]::ParameterName, 'Phones per request for equal messages, at most 2000; one lost answer leaves that many unknown [default: 500]')
            [CompletionResult]::new('--on-bad-number', '--on-bad-number', [CompletionResultType]::ParameterName, 'On code 9002: halve the batch until the bad numbers stand alone, or stop. The vendor nowhere says that 9002 refuses the whole request [default: halve]')
            [CompletionResult]::new('--name', '--name', [CompletionResultType]::ParameterName, 'Its name [default: the last of the URL''s path]')
            [CompletionResult]::new('--type', '--type', [CompletionResultType]::ParameterName, 'Its type, such as pdf [default: the ending of the URL''s path, else of the name]')
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
        'msgops;send;super;choice' {
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'A phone with country code; again for more, up to 2000 in one request')
            [CompletionResult]::new('--appkey', '--appkey', [CompletionResultType]::ParameterName, 'The app that sends [default: the profile''s]')
            [CompletionResult]::new('--webhook', '--webhook', [CompletionResultType]::ParameterName, 'Where NXCloud posts receipts [default: the profile''s]')
            [CompletionResult]::new('--priority', '--priority', [CompletionResultType]::ParameterName, 'Channels to try one after the other until one has sent, such as viber,sms. Without it (here or in the profile) every opened channel gets the message: two messages, two prices')
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
            [CompletionResult]::new('--batch-size', '--batch-size', [CompletionResultType]::ParameterName, 'Phones per request for equal messages, at most 2000; one lost answer leaves that many unknown [default: 500]')
            [CompletionResult]::new('--on-bad-number', '--on-bad-number', [CompletionResultType]::ParameterName, 'On code 9002: halve the batch until the bad numbers stand alone, or stop. The vendor nowhere says that 9002 refuses the whole request [default: halve]')
            [CompletionResult]::new('--choice', '--choice', [CompletionResultType]::ParameterName, 'A button, ''NAME=URL'', split at the first `=`; again for more')
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
        'msgops;send;super;card' {
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'A phone with country code; again for more, up to 2000 in one request')
            [CompletionResult]::new('--appkey', '--appkey', [CompletionResultType]::ParameterName, 'The app that sends [default: the profile''s]')
            [CompletionResult]::new('--webhook', '--webhook', [CompletionResultType]::ParameterName, 'Where NXCloud posts receipts [default: the profile''s]')
            [CompletionResult]::new('--priority', '--priority', [CompletionResultType]::ParameterName, 'Channels to try one after the other until one has sent, such as viber,sms. Without it (here or in the profile) every opened channel gets the message: two messages, two prices')
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
            [CompletionResult]::new('--batch-size', '--batch-size', [CompletionResultType]::ParameterName, 'Phones per request for equal messages, at most 2000; one lost answer leaves that many unknown [default: 500]')
            [CompletionResult]::new('--on-bad-number', '--on-bad-number', [CompletionResultType]::ParameterName, 'On code 9002: halve the batch until the bad numbers stand alone, or stop. The vendor nowhere says that 9002 refuses the whole request [default: halve]')
            [CompletionResult]::new('--title', '--title', [CompletionResultType]::ParameterName, 'What the card says')
            [CompletionResult]::new('--image', '--image', [CompletionResultType]::ParameterName, 'Picture')
            [CompletionResult]::new('--choice', '--choice', [CompletionResultType]::ParameterName, 'A button, ''NAME=URL'', split at the first `=`; again for more')
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
        'msgops;send;super;json' {
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'A phone with country code; again for more, up to 2000 in one request')
            [CompletionResult]::new('--appkey', '--appkey', [CompletionResultType]::ParameterName, 'The app that sends [default: the profile''s]')
            [CompletionResult]::new('--webhook', '--webhook', [CompletionResultType]::ParameterName, 'Where NXCloud posts receipts [default: the profile''s]')
            [CompletionResult]::new('--priority', '--priority', [CompletionResultType]::ParameterName, 'Channels to try one after the other until one has sent, such as viber,sms. Without it (here or in the profile) every opened channel gets the message: two messages, two prices')
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
            [CompletionResult]::new('--batch-size', '--batch-size', [CompletionResultType]::ParameterName, 'Phones per request for equal messages, at most 2000; one lost answer leaves that many unknown [default: 500]')
            [CompletionResult]::new('--on-bad-number', '--on-bad-number', [CompletionResultType]::ParameterName, 'On code 9002: halve the batch until the bad numbers stand alone, or stop. The vendor nowhere says that 9002 refuses the whole request [default: halve]')
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
        'msgops;send;super;help' {
            [CompletionResult]::new('text', 'text', [CompletionResultType]::ParameterValue, 'Plain text, the only kind that SMS carries')
            [CompletionResult]::new('image', 'image', [CompletionResultType]::ParameterValue, 'A picture by URL')
            [CompletionResult]::new('video', 'video', [CompletionResultType]::ParameterValue, 'A video by URL: up to 200 MB and 600 seconds')
            [CompletionResult]::new('file', 'file', [CompletionResultType]::ParameterValue, 'A file by URL: documents and spreadsheets up to 200 MB')
            [CompletionResult]::new('choice', 'choice', [CompletionResultType]::ParameterValue, 'A title over buttons that open pages')
            [CompletionResult]::new('card', 'card', [CompletionResultType]::ParameterValue, 'A card: a title with a picture, buttons or both')
            [CompletionResult]::new('json', 'json', [CompletionResultType]::ParameterValue, 'A `message` object as written, key order and digits kept')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'msgops;send;super;help;text' {
            break
        }
        'msgops;send;super;help;image' {
            break
        }
        'msgops;send;super;help;video' {
            break
        }
        'msgops;send;super;help;file' {
            break
        }
        'msgops;send;super;help;choice' {
            break
        }
        'msgops;send;super;help;card' {
            break
        }
        'msgops;send;super;help;json' {
            break
        }
        'msgops;send;super;help;help' {
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
            [CompletionResult]::new('text', 'text', [CompletionResultType]::ParameterValue, 'Plain text, the only kind that SMS carries')
            [CompletionResult]::new('image', 'image', [CompletionResultType]::ParameterValue, 'A picture by URL')
            [CompletionResult]::new('video', 'video', [CompletionResultType]::ParameterValue, 'A video by URL: up to 200 MB and 600 seconds')
            [CompletionResult]::new('file', 'file', [CompletionResultType]::ParameterValue, 'A file by URL: documents and spreadsheets up to 200 MB')
            [CompletionResult]::new('choice', 'choice', [CompletionResultType]::ParameterValue, 'A title over buttons that open pages')
            [CompletionResult]::new('card', 'card', [CompletionResultType]::ParameterValue, 'A card: a title with a picture, buttons or both')
            [CompletionResult]::new('json', 'json', [CompletionResultType]::ParameterValue, 'A `message` object as written, key order and digits kept')
            break
        }
        'msgops;send;help;super;text' {
            break
        }
        'msgops;send;help;super;image' {
            break
        }
        'msgops;send;help;super;video' {
            break
        }
        'msgops;send;help;super;file' {
            break
        }
        'msgops;send;help;super;choice' {
            break
        }
        'msgops;send;help;super;card' {
            break
        }
        'msgops;send;help;super;json' {
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
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'The topics that match')
            [CompletionResult]::new('create', 'create', [CompletionResultType]::ParameterValue, 'Make a topic')
            [CompletionResult]::new('update', 'update', [CompletionResultType]::ParameterValue, 'Change a topic')
            [CompletionResult]::new('delete', 'delete', [CompletionResultType]::ParameterValue, 'Delete topics')
            [CompletionResult]::new('subscribers', 'subscribers', [CompletionResultType]::ParameterValue, 'Who has subscribed to a topic, with the token that marketing messages go to')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'msgops;topics;list' {
            [CompletionResult]::new('--title', '--title', [CompletionResultType]::ParameterName, 'The title')
            [CompletionResult]::new('--page', '--page', [CompletionResultType]::ParameterName, 'A Facebook page; again for more')
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'From then on: 2026-11-22, ''2026-11-22 13:00'', RFC 3339, epoch milliseconds, or an age such as 7d')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Until then; a date includes its whole day')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Rows to show; stderr says when more match [default: 100]')
            [CompletionResult]::new('--page-size', '--page-size', [CompletionResultType]::ParameterName, 'Rows asked for at a time, 1 to 100 [default: as many as are wanted, at most 100]')
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
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'Every row that matches')
            [CompletionResult]::new('--count', '--count', [CompletionResultType]::ParameterName, 'Only the number of rows that match')
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
        'msgops;topics;create' {
            [CompletionResult]::new('--title', '--title', [CompletionResultType]::ParameterName, 'Its title, up to 65 characters')
            [CompletionResult]::new('--describe', '--describe', [CompletionResultType]::ParameterName, 'What it is about, up to 65 characters')
            [CompletionResult]::new('--image-ratio', '--image-ratio', [CompletionResultType]::ParameterName, 'Shape of the picture')
            [CompletionResult]::new('--button-type', '--button-type', [CompletionResultType]::ParameterName, 'What the button of its opt-in message says')
            [CompletionResult]::new('--image', '--image', [CompletionResultType]::ParameterName, 'Picture')
            [CompletionResult]::new('--timezone', '--timezone', [CompletionResultType]::ParameterName, 'Time zone of the topic')
            [CompletionResult]::new('--page', '--page', [CompletionResultType]::ParameterName, 'The Facebook page it belongs to [default: the profile''s]')
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
        'msgops;topics;update' {
            [CompletionResult]::new('--title', '--title', [CompletionResultType]::ParameterName, 'Its title, which has to be the one it has')
            [CompletionResult]::new('--describe', '--describe', [CompletionResultType]::ParameterName, 'What it is about, up to 65 characters')
            [CompletionResult]::new('--image-ratio', '--image-ratio', [CompletionResultType]::ParameterName, 'Shape of the picture')
            [CompletionResult]::new('--button-type', '--button-type', [CompletionResultType]::ParameterName, 'What the button of its opt-in message says')
            [CompletionResult]::new('--image', '--image', [CompletionResultType]::ParameterName, 'Picture')
            [CompletionResult]::new('--timezone', '--timezone', [CompletionResultType]::ParameterName, 'Time zone of the topic')
            [CompletionResult]::new('--page', '--page', [CompletionResultType]::ParameterName, 'Its Facebook page, which has to be the one it has')
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
        'msgops;topics;delete' {
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
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask; needed without a terminal')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask; needed without a terminal')
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
        'msgops;topics;subscribers' {
            [CompletionResult]::new('--page', '--page', [CompletionResultType]::ParameterName, 'The topic''s Facebook page [default: the profile''s]')
            [CompletionResult]::new('--status', '--status', [CompletionResultType]::ParameterName, 'Only those who still are, or only those who no longer are; the vendor gives both, so this is counted here')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Rows to show; stderr says when more match [default: 100]')
            [CompletionResult]::new('--page-size', '--page-size', [CompletionResultType]::ParameterName, 'Rows asked for at a time, 1 to 100 [default: as many as are wanted, at most 100]')
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
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'Every row that matches')
            [CompletionResult]::new('--count', '--count', [CompletionResultType]::ParameterName, 'Only the number of rows that match')
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
        'msgops;topics;help' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'The topics that match')
            [CompletionResult]::new('create', 'create', [CompletionResultType]::ParameterValue, 'Make a topic')
            [CompletionResult]::new('update', 'update', [CompletionResultType]::ParameterValue, 'Change a topic')
            [CompletionResult]::new('delete', 'delete', [CompletionResultType]::ParameterValue, 'Delete topics')
            [CompletionResult]::new('subscribers', 'subscribers', [CompletionResultType]::ParameterValue, 'Who has subscribed to a topic, with the token that marketing messages go to')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'msgops;topics;help;list' {
            break
        }
        'msgops;topics;help;create' {
            break
        }
        'msgops;topics;help;update' {
            break
        }
        'msgops;topics;help;delete' {
            break
        }
        'msgops;topics;help;subscribers' {
            break
        }
        'msgops;topics;help;help' {
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
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'The tasks that match, with their rates')
            [CompletionResult]::new('stats', 'stats', [CompletionResultType]::ParameterValue, 'Totals and rates over all tasks that match')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'One task: its funnel, rates, and failures by code')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'msgops;tasks;list' {
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'From then on: 2026-11-22, ''2026-11-22 13:00'', RFC 3339, epoch milliseconds, or an age such as 7d')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Until then; a date includes its whole day')
            [CompletionResult]::new('--page', '--page', [CompletionResultType]::ParameterName, 'The Facebook page that sent')
            [CompletionResult]::new('--name', '--name', [CompletionResultType]::ParameterName, 'The task''s name')
            [CompletionResult]::new('--topic-or-tag', '--topic-or-tag', [CompletionResultType]::ParameterName, 'A topic''s title, or a tag such as ACCOUNT_UPDATE')
            [CompletionResult]::new('--type', '--type', [CompletionResultType]::ParameterName, 'Marketing messages to a topic, or messages under a tag')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Rows to show; stderr says when more match [default: 100]')
            [CompletionResult]::new('--page-size', '--page-size', [CompletionResultType]::ParameterName, 'Rows asked for at a time, 1 to 100 [default: as many as are wanted, at most 100]')
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
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'Every row that matches')
            [CompletionResult]::new('--count', '--count', [CompletionResultType]::ParameterName, 'Only the number of rows that match')
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
        'msgops;tasks;stats' {
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'From then on: 2026-11-22, ''2026-11-22 13:00'', RFC 3339, epoch milliseconds, or an age such as 7d')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Until then; a date includes its whole day')
            [CompletionResult]::new('--page', '--page', [CompletionResultType]::ParameterName, 'The Facebook page that sent')
            [CompletionResult]::new('--name', '--name', [CompletionResultType]::ParameterName, 'The task''s name')
            [CompletionResult]::new('--topic-or-tag', '--topic-or-tag', [CompletionResultType]::ParameterName, 'A topic''s title, or a tag such as ACCOUNT_UPDATE')
            [CompletionResult]::new('--type', '--type', [CompletionResultType]::ParameterName, 'Marketing messages to a topic, or messages under a tag')
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
        'msgops;tasks;show' {
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'From then on: 2026-11-22, ''2026-11-22 13:00'', RFC 3339, epoch milliseconds, or an age such as 7d')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Until then; a date includes its whole day')
            [CompletionResult]::new('--name', '--name', [CompletionResultType]::ParameterName, 'The task''s name')
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
        'msgops;tasks;help' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'The tasks that match, with their rates')
            [CompletionResult]::new('stats', 'stats', [CompletionResultType]::ParameterValue, 'Totals and rates over all tasks that match')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'One task: its funnel, rates, and failures by code')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'msgops;tasks;help;list' {
            break
        }
        'msgops;tasks;help;stats' {
            break
        }
        'msgops;tasks;help;show' {
            break
        }
        'msgops;tasks;help;help' {
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
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'The records that match, as they come')
            [CompletionResult]::new('stats', 'stats', [CompletionResultType]::ParameterValue, 'How many by status, and by code with what it means')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'msgops;records;list' {
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'From then on: 2026-11-22, ''2026-11-22 13:00'', RFC 3339, epoch milliseconds, or an age such as 7d')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Until then; a date includes its whole day')
            [CompletionResult]::new('--message', '--message', [CompletionResultType]::ParameterName, 'A message id (`m_…`)')
            [CompletionResult]::new('--status', '--status', [CompletionResultType]::ParameterName, 'What became of it')
            [CompletionResult]::new('--task', '--task', [CompletionResultType]::ParameterName, 'A task''s id')
            [CompletionResult]::new('--task-name', '--task-name', [CompletionResultType]::ParameterName, 'A task''s name')
            [CompletionResult]::new('--agent', '--agent', [CompletionResultType]::ParameterName, 'Who sent it, an agent''s id')
            [CompletionResult]::new('--page', '--page', [CompletionResultType]::ParameterName, 'The Facebook page that sent it')
            [CompletionResult]::new('--recipient', '--recipient', [CompletionResultType]::ParameterName, 'Whom it went to')
            [CompletionResult]::new('--topic-or-tag', '--topic-or-tag', [CompletionResultType]::ParameterName, 'A topic''s title, or a tag such as ACCOUNT_UPDATE')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Rows to show; stderr says when more match [default: 100]')
            [CompletionResult]::new('--page-size', '--page-size', [CompletionResultType]::ParameterName, 'Rows asked for at a time, 1 to 100 [default: as many as are wanted, at most 100]')
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
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'Every row that matches')
            [CompletionResult]::new('--count', '--count', [CompletionResultType]::ParameterName, 'Only the number of rows that match')
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
        'msgops;records;stats' {
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'From then on: 2026-11-22, ''2026-11-22 13:00'', RFC 3339, epoch milliseconds, or an age such as 7d')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Until then; a date includes its whole day')
            [CompletionResult]::new('--message', '--message', [CompletionResultType]::ParameterName, 'A message id (`m_…`)')
            [CompletionResult]::new('--status', '--status', [CompletionResultType]::ParameterName, 'What became of it')
            [CompletionResult]::new('--task', '--task', [CompletionResultType]::ParameterName, 'A task''s id')
            [CompletionResult]::new('--task-name', '--task-name', [CompletionResultType]::ParameterName, 'A task''s name')
            [CompletionResult]::new('--agent', '--agent', [CompletionResultType]::ParameterName, 'Who sent it, an agent''s id')
            [CompletionResult]::new('--page', '--page', [CompletionResultType]::ParameterName, 'The Facebook page that sent it')
            [CompletionResult]::new('--recipient', '--recipient', [CompletionResultType]::ParameterName, 'Whom it went to')
            [CompletionResult]::new('--topic-or-tag', '--topic-or-tag', [CompletionResultType]::ParameterName, 'A topic''s title, or a tag such as ACCOUNT_UPDATE')
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
        'msgops;records;help' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'The records that match, as they come')
            [CompletionResult]::new('stats', 'stats', [CompletionResultType]::ParameterValue, 'How many by status, and by code with what it means')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'msgops;records;help;list' {
            break
        }
        'msgops;records;help;stats' {
            break
        }
        'msgops;records;help;help' {
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
            [CompletionResult]::new('--platform', '--platform', [CompletionResultType]::ParameterName, 'Only events of this platform')
            [CompletionResult]::new('--event', '--event', [CompletionResultType]::ParameterName, 'Only events of this name; `*` stands for any text, as in `status.*`')
            [CompletionResult]::new('--contact', '--contact', [CompletionResultType]::ParameterName, 'Only events of this person')
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'Only events at or after this time')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Only events up to this time')
            [CompletionResult]::new('--html', '--html', [CompletionResultType]::ParameterName, 'Write the statistics as one self-contained page')
            [CompletionResult]::new('--assume-tz', '--assume-tz', [CompletionResultType]::ParameterName, 'Time zone of vendor times without one [default: +08:00]')
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
            [CompletionResult]::new('--stats', '--stats', [CompletionResultType]::ParameterName, 'Statistics: events, failures by code, costs, people, funnel, latencies')
            [CompletionResult]::new('--verify', '--verify', [CompletionResultType]::ParameterName, 'Check NXCloud''s signatures with the profile''s access secret')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit 2 if anything was not recognised, was repaired, or is not verified')
            [CompletionResult]::new('--follow', '--follow', [CompletionResultType]::ParameterName, 'Keep reading as the files grow')
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
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the profiles')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show every value of a profile and where it comes from')
            [CompletionResult]::new('set', 'set', [CompletionResultType]::ParameterValue, 'Set values of a profile, making it when it is not there')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Take a profile out of the file')
            [CompletionResult]::new('default', 'default', [CompletionResultType]::ParameterValue, 'Choose the profile that is used when none is named')
            [CompletionResult]::new('path', 'path', [CompletionResultType]::ParameterValue, 'Print the path of the profile file, whether it is there or not')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'msgops;profile;list' {
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
        'msgops;profile;show' {
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
        'msgops;profile;set' {
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
        'msgops;profile;remove' {
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
        'msgops;profile;default' {
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
        'msgops;profile;path' {
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
        'msgops;profile;help' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the profiles')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show every value of a profile and where it comes from')
            [CompletionResult]::new('set', 'set', [CompletionResultType]::ParameterValue, 'Set values of a profile, making it when it is not there')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Take a profile out of the file')
            [CompletionResult]::new('default', 'default', [CompletionResultType]::ParameterValue, 'Choose the profile that is used when none is named')
            [CompletionResult]::new('path', 'path', [CompletionResultType]::ParameterValue, 'Print the path of the profile file, whether it is there or not')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'msgops;profile;help;list' {
            break
        }
        'msgops;profile;help;show' {
            break
        }
        'msgops;profile;help;set' {
            break
        }
        'msgops;profile;help;remove' {
            break
        }
        'msgops;profile;help;default' {
            break
        }
        'msgops;profile;help;path' {
            break
        }
        'msgops;profile;help;help' {
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
            [CompletionResult]::new('--renew-token', '--renew-token', [CompletionResultType]::ParameterName, 'Fetch a new Sobot token too; the one before stops working everywhere')
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
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'All jobs with their state and counts')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'One job: what it sends, how far it is, and why rows were refused')
            [CompletionResult]::new('rows', 'rows', [CompletionResultType]::ParameterValue, 'The rows of a job with their own columns, ready to be sent again')
            [CompletionResult]::new('settle', 'settle', [CompletionResultType]::ParameterValue, 'Record your own word about rows whose outcome is unknown')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Forget a job; with unknown rows this needs --yes')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'msgops;jobs;list' {
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
        'msgops;jobs;show' {
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
        'msgops;jobs;rows' {
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Only rows in this state')
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
        'msgops;jobs;settle' {
            [CompletionResult]::new('--as', '--as', [CompletionResultType]::ParameterName, 'What became of them')
            [CompletionResult]::new('--recipient', '--recipient', [CompletionResultType]::ParameterName, 'Only this recipient; may be given again [default: every unknown row]')
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
        'msgops;jobs;remove' {
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
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Remove it even when it has unknown rows')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Remove it even when it has unknown rows')
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
        'msgops;jobs;help' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'All jobs with their state and counts')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'One job: what it sends, how far it is, and why rows were refused')
            [CompletionResult]::new('rows', 'rows', [CompletionResultType]::ParameterValue, 'The rows of a job with their own columns, ready to be sent again')
            [CompletionResult]::new('settle', 'settle', [CompletionResultType]::ParameterValue, 'Record your own word about rows whose outcome is unknown')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Forget a job; with unknown rows this needs --yes')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'msgops;jobs;help;list' {
            break
        }
        'msgops;jobs;help;show' {
            break
        }
        'msgops;jobs;help;rows' {
            break
        }
        'msgops;jobs;help;settle' {
            break
        }
        'msgops;jobs;help;remove' {
            break
        }
        'msgops;jobs;help;help' {
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
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('serve', 'serve', [CompletionResultType]::ParameterValue, 'Serve both vendors'' interfaces until Ctrl-C, which ends it with 0')
            [CompletionResult]::new('reset', 'reset', [CompletionResultType]::ParameterValue, 'Empty the store and fill it anew with topics, subscribers, tasks and records')
            [CompletionResult]::new('state', 'state', [CompletionResultType]::ParameterValue, 'Show what the store holds: counts, calls seen, what was accepted')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'msgops;sandbox;serve' {
            [CompletionResult]::new('--addr', '--addr', [CompletionResultType]::ParameterName, 'Where to listen; port 0 takes a free one')
            [CompletionResult]::new('--fault', '--fault', [CompletionResultType]::ParameterName, 'What to do wrong; may be given again')
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
            [CompletionResult]::new('--expose', '--expose', [CompletionResultType]::ParameterName, 'Let an address be used that other machines can reach')
            [CompletionResult]::new('--receipts', '--receipts', [CompletionResultType]::ParameterName, 'Send receipts of Super Messages to their `webhook`, on this machine only. A guess: the vendor documents no receipts for this call')
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
        'msgops;sandbox;reset' {
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
        'msgops;sandbox;state' {
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
            [CompletionResult]::new('--accepted', '--accepted', [CompletionResultType]::ParameterName, 'Every recipient and message that was accepted, with how often')
            [CompletionResult]::new('--webhooks', '--webhooks', [CompletionResultType]::ParameterName, 'The callbacks that Sobot would have forwarded by now, as captured: one JSON body a line, at most 10,000')
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
        'msgops;sandbox;help' {
            [CompletionResult]::new('serve', 'serve', [CompletionResultType]::ParameterValue, 'Serve both vendors'' interfaces until Ctrl-C, which ends it with 0')
            [CompletionResult]::new('reset', 'reset', [CompletionResultType]::ParameterValue, 'Empty the store and fill it anew with topics, subscribers, tasks and records')
            [CompletionResult]::new('state', 'state', [CompletionResultType]::ParameterValue, 'Show what the store holds: counts, calls seen, what was accepted')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'msgops;sandbox;help;serve' {
            break
        }
        'msgops;sandbox;help;reset' {
            break
        }
        'msgops;sandbox;help;state' {
            break
        }
        'msgops;sandbox;help;help' {
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
            [CompletionResult]::new('topics', 'topics', [CompletionResultType]::ParameterValue, 'Manage topics and see who has subscribed to them')
            [CompletionResult]::new('tasks', 'tasks', [CompletionResultType]::ParameterValue, 'Look at broadcast tasks: what was sent, delivered, read and answered')
            [CompletionResult]::new('records', 'records', [CompletionResultType]::ParameterValue, 'Look up sent messages: whom they went to, what became of them')
            [CompletionResult]::new('token', 'token', [CompletionResultType]::ParameterValue, 'Look at, hand on, renew or forget the Sobot access token')
            [CompletionResult]::new('webhook-decode', 'webhook-decode', [CompletionResultType]::ParameterValue, 'Decode captured webhooks into one normalised event per line or row')
            [CompletionResult]::new('codes', 'codes', [CompletionResultType]::ParameterValue, 'Explain vendors'' codes: what they mean, who must act, whether to send again')
            [CompletionResult]::new('profile', 'profile', [CompletionResultType]::ParameterValue, 'Profiles: list, show, change')
            [CompletionResult]::new('doctor', 'doctor', [CompletionResultType]::ParameterValue, 'Check profile, permissions, the way to the vendors, clocks and credentials')
            [CompletionResult]::new('jobs', 'jobs', [CompletionResultType]::ParameterValue, 'List, look into, settle and remove the jobs of bulk sends')
            [CompletionResult]::new('sandbox', 'sandbox', [CompletionResultType]::ParameterValue, 'Rehearse without an account: the built-in emulator of both vendors')
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
            [CompletionResult]::new('text', 'text', [CompletionResultType]::ParameterValue, 'Plain text, the only kind that SMS carries')
            [CompletionResult]::new('image', 'image', [CompletionResultType]::ParameterValue, 'A picture by URL')
            [CompletionResult]::new('video', 'video', [CompletionResultType]::ParameterValue, 'A video by URL: up to 200 MB and 600 seconds')
            [CompletionResult]::new('file', 'file', [CompletionResultType]::ParameterValue, 'A file by URL: documents and spreadsheets up to 200 MB')
            [CompletionResult]::new('choice', 'choice', [CompletionResultType]::ParameterValue, 'A title over buttons that open pages')
            [CompletionResult]::new('card', 'card', [CompletionResultType]::ParameterValue, 'A card: a title with a picture, buttons or both')
            [CompletionResult]::new('json', 'json', [CompletionResultType]::ParameterValue, 'A `message` object as written, key order and digits kept')
            break
        }
        'msgops;help;send;super;text' {
            break
        }
        'msgops;help;send;super;image' {
            break
        }
        'msgops;help;send;super;video' {
            break
        }
        'msgops;help;send;super;file' {
            break
        }
        'msgops;help;send;super;choice' {
            break
        }
        'msgops;help;send;super;card' {
            break
        }
        'msgops;help;send;super;json' {
            break
        }
        'msgops;help;upload' {
            break
        }
        'msgops;help;topics' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'The topics that match')
            [CompletionResult]::new('create', 'create', [CompletionResultType]::ParameterValue, 'Make a topic')
            [CompletionResult]::new('update', 'update', [CompletionResultType]::ParameterValue, 'Change a topic')
            [CompletionResult]::new('delete', 'delete', [CompletionResultType]::ParameterValue, 'Delete topics')
            [CompletionResult]::new('subscribers', 'subscribers', [CompletionResultType]::ParameterValue, 'Who has subscribed to a topic, with the token that marketing messages go to')
            break
        }
        'msgops;help;topics;list' {
            break
        }
        'msgops;help;topics;create' {
            break
        }
        'msgops;help;topics;update' {
            break
        }
        'msgops;help;topics;delete' {
            break
        }
        'msgops;help;topics;subscribers' {
            break
        }
        'msgops;help;tasks' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'The tasks that match, with their rates')
            [CompletionResult]::new('stats', 'stats', [CompletionResultType]::ParameterValue, 'Totals and rates over all tasks that match')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'One task: its funnel, rates, and failures by code')
            break
        }
        'msgops;help;tasks;list' {
            break
        }
        'msgops;help;tasks;stats' {
            break
        }
        'msgops;help;tasks;show' {
            break
        }
        'msgops;help;records' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'The records that match, as they come')
            [CompletionResult]::new('stats', 'stats', [CompletionResultType]::ParameterValue, 'How many by status, and by code with what it means')
            break
        }
        'msgops;help;records;list' {
            break
        }
        'msgops;help;records;stats' {
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
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the profiles')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show every value of a profile and where it comes from')
            [CompletionResult]::new('set', 'set', [CompletionResultType]::ParameterValue, 'Set values of a profile, making it when it is not there')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Take a profile out of the file')
            [CompletionResult]::new('default', 'default', [CompletionResultType]::ParameterValue, 'Choose the profile that is used when none is named')
            [CompletionResult]::new('path', 'path', [CompletionResultType]::ParameterValue, 'Print the path of the profile file, whether it is there or not')
            break
        }
        'msgops;help;profile;list' {
            break
        }
        'msgops;help;profile;show' {
            break
        }
        'msgops;help;profile;set' {
            break
        }
        'msgops;help;profile;remove' {
            break
        }
        'msgops;help;profile;default' {
            break
        }
        'msgops;help;profile;path' {
            break
        }
        'msgops;help;doctor' {
            break
        }
        'msgops;help;jobs' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'All jobs with their state and counts')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'One job: what it sends, how far it is, and why rows were refused')
            [CompletionResult]::new('rows', 'rows', [CompletionResultType]::ParameterValue, 'The rows of a job with their own columns, ready to be sent again')
            [CompletionResult]::new('settle', 'settle', [CompletionResultType]::ParameterValue, 'Record your own word about rows whose outcome is unknown')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Forget a job; with unknown rows this needs --yes')
            break
        }
        'msgops;help;jobs;list' {
            break
        }
        'msgops;help;jobs;show' {
            break
        }
        'msgops;help;jobs;rows' {
            break
        }
        'msgops;help;jobs;settle' {
            break
        }
        'msgops;help;jobs;remove' {
            break
        }
        'msgops;help;sandbox' {
            [CompletionResult]::new('serve', 'serve', [CompletionResultType]::ParameterValue, 'Serve both vendors'' interfaces until Ctrl-C, which ends it with 0')
            [CompletionResult]::new('reset', 'reset', [CompletionResultType]::ParameterValue, 'Empty the store and fill it anew with topics, subscribers, tasks and records')
            [CompletionResult]::new('state', 'state', [CompletionResultType]::ParameterValue, 'Show what the store holds: counts, calls seen, what was accepted')
            break
        }
        'msgops;help;sandbox;serve' {
            break
        }
        'msgops;help;sandbox;reset' {
            break
        }
        'msgops;help;sandbox;state' {
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
