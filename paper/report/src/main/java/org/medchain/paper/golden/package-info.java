/**
 * Golden outputs: commands that print and write the same on every machine, and what they must print
 * and write ({@code medchain tyres}, CLAIM-10).
 */
package org.medchain.paper.golden;
