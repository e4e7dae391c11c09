/**
 * Faults as data: which nodes crash, restart, fall silent, are Byzantine or are cut off, and when.
 */
package org.medchain.simulation.fault;
