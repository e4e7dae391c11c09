/** Traces of real runs, put together from the nodes' parts (spec/trace-format.md). */
package org.medchain.cluster.trace;
