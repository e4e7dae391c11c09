/** The commands of the fault harness. */
package org.medchain.harness.command;
