/**
 * Who watches a run: agreement between nodes, counters, traces and their hash, the report at the
 * end.
 */
package org.medchain.simulation.observe;
