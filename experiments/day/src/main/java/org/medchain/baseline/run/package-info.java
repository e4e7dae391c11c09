/**
 * The commands that attack, measure and compare all systems in the same way, and their tables
 * (BASE-5, BASE-6, BASE-9, BASE-11).
 */
package org.medchain.baseline.run;
