// The Flex Consumption plan and the function app on it.

@description('Name of the function app, unique in Azure; the plan is named after it.')
@minLength(2)
@maxLength(60)
param name string

@description('Azure region.')
param location string

@description('Tags of the plan and the app.')
param tags object

@description('Spreads the instances over the region\'s zones.')
param zoneRedundant bool

@description('Most instances to scale out to.')
param maximumInstanceCount int

@description('Memory of one instance in MB.')
param instanceMemoryMB int

@description('Instances that always wait for HTTP requests.')
param alwaysReadyInstances int

@description('Name of the storage account that the host and the service use.')
param storageAccountName string

@description('Address of the container that packages are deployed to.')
param deploymentContainerUrl string

@description('Address of the vault with the keys.')
param keyVaultUri string

@description('Where telemetry goes.')
param applicationInsightsConnectionString string

@description('Public address that links in mails begin with, without a slash at the end.')
param serviceBaseUrl string

@description('When unconsented registrations are looked for (NCRONTAB, six fields, UTC).')
param deletionSchedule string

@description('More lines than this due in one sweep wait for an operator. 0: never.')
param safetyStopAt int

@description('Days that clients can catch up with events.')
param eventRetentionDays int

@description('Host name of the mail server.')
param smtpHost string

@description('Port of the mail server.')
param smtpPort int

@description('Address that mails come from.')
param smtpFrom string

@description('User name at the mail server. Empty: no sign-in.')
param smtpUserName string

@description('Folder of the policy files in the package. Empty: the app\'s own.')
param policyPath string

@description('App role of those who read and act in the console.')
param consoleOperatorRole string

@description('App role of those who only read.')
param consoleAuditorRole string

@description('Years that the staff log is kept.')
param staffLogRetentionYears int

var settings = {
  AzureWebJobsStorage__accountName: storageAccountName
  AzureWebJobsStorage__credential: 'managedidentity'
  // The service has a page of its own at /.
  AzureWebJobsDisableHomepage: 'true'
  APPLICATIONINSIGHTS_CONNECTION_STRING: applicationInsightsConnectionString
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'Authorization=AAD'
  // Authentication is always on here (authentication.bicep), so the platform takes forged principals off requests.
  Console__TrustAppServiceAuthentication: 'true'
  Console__OperatorRole: consoleOperatorRole
  Console__AuditorRole: consoleAuditorRole
  KeyVault__Uri: keyVaultUri
  Service__BaseUrl: serviceBaseUrl
  Deletion__Schedule: deletionSchedule
  Deletion__SafetyStopAt: string(safetyStopAt)
  // Deleting by the clock waits while it and the storage service's differ by more.
  Deletion__ClockTolerance: '00:01:00'
  DeletionLog__RetentionYears: '3'
  Events__RetentionDays: string(eventRetentionDays)
  Smtp__Host: smtpHost
  Smtp__Port: string(smtpPort)
  Smtp__From: smtpFrom
  // Mails name a child and a parent: they do not leave Azure in the clear.
  Smtp__Security: 'StartTls'
  StaffLog__RetentionYears: string(staffLogRetentionYears)
}

var smtpSignIn = empty(smtpUserName) ? {} : {
  Smtp__UserName: smtpUserName
}

var policyFolder = empty(policyPath) ? {} : {
  Policy__Path: policyPath
}

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: '${name}-plan'
  location: location
  tags: tags
  kind: 'functionapp'
  sku: {
    name: 'FC1'
    tier: 'FlexConsumption'
  }
  properties: {
    reserved: true
    zoneRedundant: zoneRedundant
  }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: name
  location: location
  tags: tags
  kind: 'functionapp,linux'
  identity: {
    type: 'SystemAssigned'
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    // Its cookie would be the only one that a parent's page sets.
    clientAffinityEnabled: false
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: deploymentContainerUrl
          authentication: {
            type: 'SystemAssignedIdentity'
          }
        }
      }
      runtime: {
        name: 'dotnet-isolated'
        version: '10.0'
      }
      scaleAndConcurrency: {
        maximumInstanceCount: maximumInstanceCount
        instanceMemoryMB: instanceMemoryMB
        alwaysReady: alwaysReadyInstances == 0 ? [] : [
          {
            name: 'http'
            instanceCount: alwaysReadyInstances
          }
        ]
      }
    }
    siteConfig: {
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      http20Enabled: true
      appSettings: map(items(union(settings, smtpSignIn, policyFolder)), setting => {
        name: setting.key
        value: setting.value
      })
    }
  }
}

// Publishing takes an Entra token, never a password. Flex Consumption has no FTP at all (its ftpsState must not be
// set); the policy keeps FTP shut whatever the platform offers later.
resource scmPasswords 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-04-01' = {
  parent: app
  name: 'scm'
  properties: {
    allow: false
  }
}

resource ftpPasswords 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-04-01' = {
  parent: app
  name: 'ftp'
  properties: {
    allow: false
  }
}

@description('Name of the function app.')
output name string = app.name

@description('Host name of the function app.')
output hostName string = app.properties.defaultHostName

@description('Object id of the app\'s managed identity.')
output principalId string = app.identity.principalId
