// The vault that holds every key and password. Their values are put in by hand (README.md), never by a template.

@description('Name of the vault: 3 to 24 letters, digits and hyphens, unique in Azure.')
@minLength(3)
@maxLength(24)
param name string

@description('Azure region.')
param location string

@description('Tags of the vault.')
param tags object

@description('Days for which a deleted vault or secret can be recovered.')
param softDeleteDays int

@description('Resource id of the Log Analytics workspace that every access to the vault is recorded in.')
param workspaceId string

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: softDeleteDays
    // Without the key that seals them, the held data of every waiting and consented registration would be lost.
    enablePurgeProtection: true
    // As for the storage account: the app has no fixed address to allow, access is by identity alone.
    publicNetworkAccess: 'Enabled'
  }
}

resource accessLog 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'access-log'
  scope: vault
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        categoryGroup: 'audit'
        enabled: true
      }
    ]
  }
}

@description('Name of the vault.')
output name string = vault.name

@description('Address of the vault.')
output uri string = vault.properties.vaultUri
