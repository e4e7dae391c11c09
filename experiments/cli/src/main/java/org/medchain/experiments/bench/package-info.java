/**
 * {@code medchain bench simulator}: the cost of a delivered message and where the time goes. {@code
 * medchain bench search}: the cost of a search over an encrypted index.
 */
package org.medchain.experiments.bench;
