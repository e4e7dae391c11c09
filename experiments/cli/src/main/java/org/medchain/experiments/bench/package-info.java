/** {@code medchain bench simulator}: the cost of a delivered message and where the time goes. */
package org.medchain.experiments.bench;
