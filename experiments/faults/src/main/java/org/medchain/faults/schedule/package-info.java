/**
 * One random schedule, which oracles check at every step. Reading order: SchedulePlan,
 * ScheduledSystem, PbftOracle, ScheduleTrial.
 */
package org.medchain.faults.schedule;
