// The storage account: tables and queues of the service, and blobs of the Functions host.

@description('Name of the storage account: 3 to 24 lower-case letters and digits, unique in Azure.')
@minLength(3)
@maxLength(24)
param name string

@description('Azure region.')
param location string

@description('Tags of the storage account.')
param tags object

@description('Kind of replication.')
param sku string

// What each column is for and how long it stays: docs/data.
var tableNames = [
  'registrations'
  'deadlines'
  'deletionlog'
  'mailfailures'
  'notices'
  'guardians'
  'events'
  'forms'
  'signals'
  'webhooks'
  'watch'
  'stafflog'
  'holds'
  'discoveries'
  'cases'
]

var queueNames = [
  'outgoing-mail'
  'reminders'
  'deletions'
  'webhooks'
  'comings-of-age'
  'discoveries'
  'cases'
]

// Where the Functions host puts a message that failed too often. Declared, so that the watch can count them from the start.
var poisonQueueNames = map(queueNames, queueName => '${queueName}-poison')

resource account 'Microsoft.Storage/storageAccounts@2024-01-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: {
    name: sku
  }
  properties: {
    allowBlobPublicAccess: false
    allowSharedKeyAccess: false
    allowCrossTenantReplication: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    // A Flex Consumption app outside a virtual network has no fixed address to allow. Access is by Entra identity alone.
    publicNetworkAccess: 'Enabled'
  }
}

// Nothing that the service deletes may be kept on by the platform. Tables and queues have no soft delete, versions or
// point-in-time restore, so there is nothing to switch off for them; do not add a backup of them either. For blobs it is
// switched off, although they hold only packages, locks and host keys, so that the whole account behaves alike.
resource blobService 'Microsoft.Storage/storageAccounts/blobServices@2024-01-01' = {
  parent: account
  name: 'default'
  properties: {
    deleteRetentionPolicy: {
      enabled: false
    }
    containerDeleteRetentionPolicy: {
      enabled: false
    }
    isVersioningEnabled: false
  }
}

resource deploymentContainer 'Microsoft.Storage/storageAccounts/blobServices/containers@2024-01-01' = {
  parent: blobService
  name: 'deployments'
  properties: {
    publicAccess: 'None'
  }
}

resource tableService 'Microsoft.Storage/storageAccounts/tableServices@2024-01-01' = {
  parent: account
  name: 'default'
}

resource tables 'Microsoft.Storage/storageAccounts/tableServices/tables@2024-01-01' = [for tableName in tableNames: {
  parent: tableService
  name: tableName
}]

resource queueService 'Microsoft.Storage/storageAccounts/queueServices@2024-01-01' = {
  parent: account
  name: 'default'
}

resource queues 'Microsoft.Storage/storageAccounts/queueServices/queues@2024-01-01' = [for queueName in concat(queueNames, poisonQueueNames): {
  parent: queueService
  name: queueName
}]

@description('Name of the storage account.')
output name string = account.name

@description('Address of the private container that packages are deployed to.')
output deploymentContainerUrl string = '${account.properties.primaryEndpoints.blob}${deploymentContainer.name}'
