// Alerts by mail. They read the events that the sweep writes at its end, because the platform's own queue metric is
// an hourly sum over all queues, and nothing but the app knows what is overdue.

@description('Name that the resources\' names are made from.')
param name string

@description('Azure region.')
param location string

@description('Tags of the alerts.')
param tags object

@description('Resource id of the Log Analytics workspace.')
param workspaceId string

@description('Address to mail to.')
param email string

// Severity: 0 critical, 1 error, 2 warning.
var rules = [
  {
    name: 'poison-queue'
    event: 'PoisonQueueNotEmpty'
    raisedWhen: 'seen'
    severity: 1
    description: 'A message failed too often and lies in a poison queue. The console shows which queue.'
  }
  {
    name: 'checkpoint-not-signed'
    event: 'CheckpointNotSigned'
    raisedWhen: 'seen'
    severity: 1
    description: 'The deletion log is not signed: the secret log-signing-key is missing or malformed. A tail that is cut off would not be noticed.'
  }
  {
    name: 'log-set-back'
    event: 'SetBack'
    raisedWhen: 'seen'
    severity: 0
    description: 'The deletion log ends before what was signed: somebody removed entries. Verify the log.'
  }
  {
    name: 'deletion-overdue'
    event: 'DeletionOverdue'
    raisedWhen: 'seen'
    severity: 0
    description: 'Personal data of a minor is kept past its deadline, a case of a deletion is not looked at, or lines of a discovery outlive their day. The console says which.'
  }
  {
    name: 'sweep-missing'
    event: 'SweepFinished'
    raisedWhen: 'missing'
    severity: 0
    description: 'No sweep has finished within an hour: nothing that falls due is being deleted, and nothing else would say so.'
  }
  {
    name: 'sweep-deletes-nothing'
    event: 'SweepDeletesNothing'
    raisedWhen: 'seen'
    severity: 0
    description: 'Sweeps hand out what is due and nothing of it is deleted. Look at the function DeleteRegistration.'
  }
  {
    name: 'safety-stop'
    event: 'SafetyStopped'
    raisedWhen: 'seen'
    severity: 0
    description: 'More was due in one sweep than is usual. Nothing is deleted by deadline until an operator looks and releases it in the console.'
  }
  {
    name: 'clock-differs'
    event: 'ClockDiffers'
    raisedWhen: 'seen'
    severity: 0
    description: 'The clock of an instance and that of the storage service differ. Nothing is deleted by the clock before they agree.'
  }
  {
    name: 'acknowledgement-overdue'
    event: 'AcknowledgementOverdue'
    raisedWhen: 'seen'
    severity: 1
    description: 'A client has not said in time that it deleted in its own systems, or has left the policy and cannot be asked. The console lists the case.'
  }
  {
    name: 'deletion-target-failing'
    event: 'DeletionTargetFailing'
    raisedWhen: 'seen'
    severity: 1
    description: 'Data in a client\'s own table or container could not be deleted: after six tries in more than a day, or at once where the policy no longer names it or the id of the subject is not known. The console says why, and what to do.'
  }
  {
    name: 'function-silent'
    event: 'FunctionSilent'
    raisedWhen: 'seen'
    severity: 1
    description: 'A queue has messages that nobody finishes, or a timer did not run. The console shows which.'
  }
]

resource operators 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: '${name}-operators'
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    // What messages name as their sender: at most 12 characters.
    groupShortName: 'consent'
    emailReceivers: [
      {
        name: 'operators'
        emailAddress: email
        useCommonAlertSchema: true
      }
    ]
  }
}

resource alerts 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [for rule in rules: {
  name: '${name}-${rule.name}'
  location: location
  tags: tags
  kind: 'LogAlert'
  properties: {
    displayName: '${name}: ${rule.name}'
    description: rule.description
    severity: rule.severity
    enabled: true
    scopes: [
      workspaceId
    ]
    evaluationFrequency: 'PT5M'
    // Holds several sweeps of the slowest schedule, so that an alert neither flaps nor hangs on one lost trace.
    windowSize: 'PT1H'
    criteria: {
      allOf: [
        {
          query: 'AppTraces | where tostring(Properties.EventName) == "${rule.event}"'
          timeAggregation: 'Count'
          operator: rule.raisedWhen == 'seen' ? 'GreaterThan' : 'LessThan'
          threshold: rule.raisedWhen == 'seen' ? 0 : 1
          failingPeriods: {
            numberOfEvaluationPeriods: 1
            minFailingPeriodsToAlert: 1
          }
        }
      ]
    }
    autoMitigate: true
    // At the first deployment the workspace has not seen a trace yet.
    skipQueryValidation: true
    actions: {
      actionGroups: [
        operators.id
      ]
    }
  }
}]
