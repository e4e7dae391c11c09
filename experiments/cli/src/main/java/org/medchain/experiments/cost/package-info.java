/** An estimate of a run's cost before it starts (EXP-43). */
package org.medchain.experiments.cost;
