/** The interface of a host: a cluster, its clients' time, and its faults. */
package org.medchain.harness.host;
