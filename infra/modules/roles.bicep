// Every right that the app's identity holds, and why. None reaches beyond the service's own resources.

@description('Object id of the app\'s managed identity.')
param principalId string

@description('Name of the storage account.')
param storageAccountName string

@description('Name of the vault.')
param keyVaultName string

@description('Name of the Application Insights component.')
param applicationInsightsName string

// Ids of built-in roles are the same in every tenant.
var storageTableDataContributor = '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
var storageQueueDataContributor = '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
var storageBlobDataOwner = 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
var keyVaultSecretsUser = '4633458b-17de-408a-b874-0445c86b69e6'
var monitoringMetricsPublisher = '3913510d-42f4-4e42-8a64-420c390055eb'

// All three reach over the account, which holds nothing but this service:
// - tables: the service's own, and the one in which the host notes its diagnostics and which it creates itself;
// - queues: sending, receiving, counting, and moving to the poison queues;
// - blobs: the host needs Owner, not Contributor, for its leases (timer and singleton locks) and creates its two
//   containers itself; the third and last is the one it loads the package from.
var storageRoles = [
  storageTableDataContributor
  storageQueueDataContributor
  storageBlobDataOwner
]

resource storageAccount 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: storageAccountName
}

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' existing = {
  name: keyVaultName
}

resource applicationInsights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: applicationInsightsName
}

resource useStorage 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for role in storageRoles: {
  scope: storageAccount
  name: guid(storageAccount.id, principalId, role)
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
  }
}]

// Reads secrets and their versions; cannot write or delete one.
resource readSecrets 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault
  name: guid(vault.id, principalId, keyVaultSecretsUser)
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', keyVaultSecretsUser)
  }
}

// Sends telemetry; cannot read any.
resource sendTelemetry 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: applicationInsights
  name: guid(applicationInsights.id, principalId, monitoringMetricsPublisher)
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', monitoringMetricsPublisher)
  }
}
