/** The commands of the fault harness. */
package org.medchain.faults.command;
