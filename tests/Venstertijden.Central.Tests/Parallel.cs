// Fixtures share nothing: each has its database, its broker and its clock. Two at once, for most of a fixture's time is waiting or starting.
[assembly: Parallelizable(ParallelScope.Fixtures)]
[assembly: LevelOfParallelism(2)]
