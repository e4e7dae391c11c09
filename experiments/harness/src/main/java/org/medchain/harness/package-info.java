/**
 * The fault harness, as in Jepsen: clients with a workload, nemeses with a plan, a history and
 * checkers.
 */
package org.medchain.harness;
