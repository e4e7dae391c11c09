/**
 * {@code medchain load}: a day of records on a cluster of processes, by real participants with
 * their own keys, connections and sealed files (PROC-24).
 */
package org.medchain.day.load;
