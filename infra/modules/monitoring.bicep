// Log Analytics and, on top of it, Application Insights. Both take telemetry by Entra identity only.

@description('Name that both resources\' names are made from.')
param name string

@description('Azure region.')
param location string

@description('Tags of both resources.')
param tags object

@description('Days that logs and traces are kept.')
param retentionDays int

resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: '${name}-logs'
  location: location
  tags: tags
  properties: {
    sku: {
      name: 'PerGB2018'
    }
    retentionInDays: retentionDays
    features: {
      disableLocalAuth: true
    }
  }
}

resource applicationInsights 'Microsoft.Insights/components@2020-02-02' = {
  name: name
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
    IngestionMode: 'LogAnalytics'
    DisableLocalAuth: true
    // Callers' addresses are personal data: never stored.
    DisableIpMasking: false
  }
}

@description('Resource id of the Log Analytics workspace.')
output workspaceId string = workspace.id

@description('Name of the Application Insights component.')
output applicationInsightsName string = applicationInsights.name

@description('Where the app sends telemetry. No secret: without an identity that holds the publisher role it opens nothing.')
output connectionString string = applicationInsights.properties.ConnectionString
