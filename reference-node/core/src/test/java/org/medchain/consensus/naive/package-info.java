/**
 * A second PBFT, written from Castro and Liskov (1999) alone, and as plain as it can be: no blocks,
 * no batches, no pipeline, no checkpoints; nothing is ever forgotten. It shares no code with the
 * real one; both run on the same random schedules and have to commit the same requests.
 */
package org.medchain.consensus.naive;
