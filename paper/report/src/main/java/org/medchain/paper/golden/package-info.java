/**
 * Golden outputs: commands and the output that they must give on every machine ({@code medchain
 * tyres}, CLAIM-10).
 */
package org.medchain.paper.golden;
