// A sample: copy it, put in your own values, and keep secrets out of it. They belong in the vault.
using 'main.bicep'

param name = 'consent'
param serviceBaseUrl = 'https://consent.example.org'
param smtpHost = 'smtp.example.org'
param smtpPort = 587
param smtpFrom = 'consent@example.org'
param smtpUserName = 'consent@example.org'
param consoleClientId = '00000000-0000-0000-0000-000000000000'
param alertEmail = 'operators@example.org'
param logRetentionDays = 90
param alwaysReadyInstances = 1
param tags = {
  service: 'parental-consent'
}
