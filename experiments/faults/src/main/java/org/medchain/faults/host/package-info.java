/** What a host of the harness offers: a cluster, its clients' time, and its faults. */
package org.medchain.faults.host;
