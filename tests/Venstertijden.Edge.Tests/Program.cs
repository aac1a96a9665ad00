using Venstertijden.Edge.Tests.Outbox;

// Not a test: what the kill tests start as a process, in order to end it without warning.
return args is ["append-for-ever", var folder] ? AppendForEver.Run(folder) : 2;
