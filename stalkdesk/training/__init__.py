"""The training twin: invented cases played as a person at the counter, and the learner's intake beside the expected one."""
