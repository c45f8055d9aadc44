// App Service Authentication: Microsoft Entra sign-in for administrators, who alone need it.
//
// The platform cannot ask for sign-in on one path only, so it asks on none: parents and sign-up flows pass through, and
// the app lets into /console who carries the platform's principal header with one of its app roles (or sends them to
// /.auth/login/aad). The header can be trusted because the platform strips any that a caller sends, which it does only
// while this is switched on: the app believes it because function-app.bicep sets
// Console__TrustAppServiceAuthentication.

@description('Name of the function app.')
param functionAppName string

@description('Application (client) id of the console\'s app registration.')
param clientId string

resource app 'Microsoft.Web/sites@2024-04-01' existing = {
  name: functionAppName
}

resource settings 'Microsoft.Web/sites/config@2024-04-01' = {
  parent: app
  name: 'authsettingsV2'
  properties: {
    platform: {
      enabled: true
      runtimeVersion: '~1'
    }
    globalValidation: {
      requireAuthentication: false
      unauthenticatedClientAction: 'AllowAnonymous'
    }
    httpSettings: {
      requireHttps: true
    }
    identityProviders: {
      azureActiveDirectory: {
        enabled: true
        // Sign-in by ID token needs no client secret, as the console calls nothing on the administrator's behalf.
        registration: {
          clientId: clientId
          openIdIssuer: uri(environment().authentication.loginEndpoint, '${tenant().tenantId}/v2.0')
        }
        validation: {
          defaultAuthorizationPolicy: {
            // Tokens that were issued to other applications of the tenant open nothing.
            allowedApplications: [
              clientId
            ]
          }
        }
      }
    }
    login: {
      tokenStore: {
        enabled: false
      }
      cookieExpiration: {
        convention: 'FixedTime'
        timeToExpiration: '08:00:00'
      }
    }
  }
}
