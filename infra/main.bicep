// Everything the service needs in one resource group. Holds no secret: keys are put into the vault after the
// first deployment (README.md). Deploying again changes nothing that has not changed here.

@description('Short name that every resource name begins with: 2 to 10 lower-case letters and digits, a letter first.')
@minLength(2)
@maxLength(10)
param name string = 'consent'

@description('Azure region. Personal data stays in it: no resource here replicates to another region.')
param location string = resourceGroup().location

@description('Tags put on every resource that can carry them.')
param tags object = {}

@description('Public https address that links in mails begin with, without a slash at the end. Empty: the function app\'s own address.')
param serviceBaseUrl string = ''

@description('When unconsented registrations are looked for (NCRONTAB, six fields, UTC). Personal data outlives its deadline by at most one such interval. The alert on a missing sweep allows an hour, so slower than every 15 minutes is not offered.')
@allowed([
  '0 * * * * *'
  '0 */5 * * * *'
  '0 */10 * * * *'
  '0 */15 * * * *'
])
param deletionSchedule string = '0 */5 * * * *'

@description('More registrations than this due in one sweep are not deleted before an operator releases them in the console. Several times what usually falls due between two sweeps; 0: never.')
@minValue(0)
@maxValue(1000000)
param safetyStopAt int = 5000

@description('Days that events stay in the feed, for clients that were down.')
@minValue(7)
@maxValue(90)
param eventRetentionDays int = 30

@description('Host name of the mail server. It must offer STARTTLS.')
@minLength(1)
param smtpHost string

@description('Port of the mail server. Azure blocks outgoing mail on port 25 for most subscriptions.')
@allowed([
  25
  587
  2525
])
param smtpPort int = 587

@description('Address that mails to parents come from.')
@minLength(3)
param smtpFrom string

@description('User name at the mail server. Empty: no sign-in. The password is the vault\'s secret smtp-password.')
param smtpUserName string = ''

@description('Folder of the policy files inside the deployed package. Empty: the one that ships with the app.')
param policyPath string = ''

@description('Application (client) id of the Entra app registration that administrators sign in to the console with.')
@minLength(36)
@maxLength(36)
param consoleClientId string

@description('App role of the console\'s operators, who read and act.')
@minLength(1)
param consoleOperatorRole string = 'ConsentAdministrator'

@description('App role of the console\'s auditors, who only read, and no personal data. Another than that of operators.')
@minLength(1)
param consoleAuditorRole string = 'ConsentAuditor'

@description('Years that the record of what staff looked at and did is kept.')
@minValue(1)
@maxValue(10)
param staffLogRetentionYears int = 3

@description('Address that alerts are mailed to: poison queues, overdue deletions, a sweep that did not run.')
@minLength(3)
param alertEmail string

@description('Days that logs and traces are kept. They hold ids only, no personal data.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = 90

@description('Copies of the stored data: in one data centre (LRS) or in three zones of the region (ZRS). Copies in a second region are not offered.')
@allowed([
  'Standard_LRS'
  'Standard_ZRS'
])
param storageSku string = 'Standard_ZRS'

@description('Spreads the app\'s instances over the region\'s zones, where the region has them.')
param zoneRedundant bool = false

@description('Most instances that the app may scale out to.')
@minValue(40)
@maxValue(1000)
param maximumInstanceCount int = 100

@description('Memory of one instance in MB.')
@allowed([
  512
  2048
  4096
])
param instanceMemoryMB int = 2048

@description('Instances that always wait for HTTP requests, so that a parent who opens a link meets no cold start. Billed while they wait.')
@minValue(0)
@maxValue(20)
param alwaysReadyInstances int = 0

@description('Days for which a deleted vault or secret can be recovered. Cannot be changed after the first deployment.')
@minValue(7)
@maxValue(90)
param vaultRetentionDays int = 90

var suffix = uniqueString(resourceGroup().id)
var functionAppName = '${name}-${suffix}'

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  params: {
    name: functionAppName
    location: location
    tags: tags
    retentionDays: logRetentionDays
  }
}

module storage 'modules/storage.bicep' = {
  name: 'storage'
  params: {
    name: '${name}${suffix}'
    location: location
    tags: tags
    sku: storageSku
  }
}

module keyVault 'modules/key-vault.bicep' = {
  name: 'key-vault'
  params: {
    name: functionAppName
    location: location
    tags: tags
    softDeleteDays: vaultRetentionDays
    workspaceId: monitoring.outputs.workspaceId
  }
}

module functionApp 'modules/function-app.bicep' = {
  name: 'function-app'
  params: {
    name: functionAppName
    location: location
    tags: tags
    zoneRedundant: zoneRedundant
    maximumInstanceCount: maximumInstanceCount
    instanceMemoryMB: instanceMemoryMB
    alwaysReadyInstances: alwaysReadyInstances
    storageAccountName: storage.outputs.name
    deploymentContainerUrl: storage.outputs.deploymentContainerUrl
    keyVaultUri: keyVault.outputs.uri
    applicationInsightsConnectionString: monitoring.outputs.connectionString
    serviceBaseUrl: empty(serviceBaseUrl) ? 'https://${functionAppName}.azurewebsites.net' : serviceBaseUrl
    deletionSchedule: deletionSchedule
    eventRetentionDays: eventRetentionDays
    safetyStopAt: safetyStopAt
    smtpHost: smtpHost
    smtpPort: smtpPort
    smtpFrom: smtpFrom
    smtpUserName: smtpUserName
    policyPath: policyPath
    consoleOperatorRole: consoleOperatorRole
    consoleAuditorRole: consoleAuditorRole
    staffLogRetentionYears: staffLogRetentionYears
  }
}

module authentication 'modules/authentication.bicep' = {
  name: 'authentication'
  params: {
    functionAppName: functionApp.outputs.name
    clientId: consoleClientId
  }
}

module roles 'modules/roles.bicep' = {
  name: 'roles'
  params: {
    principalId: functionApp.outputs.principalId
    storageAccountName: storage.outputs.name
    keyVaultName: keyVault.outputs.name
    applicationInsightsName: monitoring.outputs.applicationInsightsName
  }
}

module alerts 'modules/alerts.bicep' = {
  name: 'alerts'
  params: {
    name: functionAppName
    location: location
    tags: tags
    workspaceId: monitoring.outputs.workspaceId
    email: alertEmail
  }
}

@description('Name of the function app, to publish to.')
output functionAppName string = functionApp.outputs.name

@description('The function app\'s own host name.')
output functionAppHostName string = functionApp.outputs.hostName

@description('Name of the vault, to put secrets into.')
output keyVaultName string = keyVault.outputs.name

@description('Name of the storage account.')
output storageAccountName string = storage.outputs.name

@description('Reply address to enter in the console\'s app registration.')
output consoleRedirectUri string = 'https://${functionApp.outputs.hostName}/.auth/login/aad/callback'
