/**
 * {@code medchain game simulate}: {@link org.medchain.study.simulate.Simulating} goes through
 * processes, agents and networks.
 */
package org.medchain.study.simulate;
