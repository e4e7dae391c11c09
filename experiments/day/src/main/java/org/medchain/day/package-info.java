/** The paper's day on a cluster of processes. */
package org.medchain.day;
