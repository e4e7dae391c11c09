/** Configs of the fault harness. */
package org.medchain.harness.config;
