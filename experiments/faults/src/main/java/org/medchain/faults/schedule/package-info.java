/**
 * One random schedule: a seed's plan, replicas with disks that crash, a network that reorders and
 * drops, Byzantine members, and oracles that check every step. Reading order: SchedulePlan,
 * ScheduledSystem, PbftOracle, then ScheduleTrial, which runs one seed.
 */
package org.medchain.faults.schedule;
