/** {@code medchain load}: a day of records on a cluster of processes (PROC-24). */
package org.medchain.day.load;
