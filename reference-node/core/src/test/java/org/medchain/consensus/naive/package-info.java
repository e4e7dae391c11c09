/**
 * A second PBFT, written from Castro and Liskov (1999) only, without blocks, batches and
 * checkpoints. Both run on the same schedules.
 */
package org.medchain.consensus.naive;
