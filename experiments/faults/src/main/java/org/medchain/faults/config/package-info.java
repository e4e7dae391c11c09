/** Configs of the fault harness. */
package org.medchain.faults.config;
