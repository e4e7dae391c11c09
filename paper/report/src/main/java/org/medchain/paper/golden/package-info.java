/**
 * Golden outputs: commands and the output that they must give on every machine ({@code medchain
 * verify-artifact}, CLAIM-10).
 */
package org.medchain.paper.golden;
