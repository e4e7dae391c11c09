/**
 * One random schedule and what it runs: the plan that a seed gives, replicas with disks that crash,
 * a network that reorders and drops, Byzantine members, and the oracles that check every step.
 * Reading order: SchedulePlan, ScheduleEvent, ScheduledSystem, SafetyPhase, LivenessPhase,
 * PbftOracle, then ScheduleTrial, which runs one seed.
 */
package org.medchain.chaos.schedule;
