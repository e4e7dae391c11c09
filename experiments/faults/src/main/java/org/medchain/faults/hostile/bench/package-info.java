/** The command {@code bench hostile}: a cluster under load beside hostile peers (THR-7). */
package org.medchain.faults.hostile.bench;
