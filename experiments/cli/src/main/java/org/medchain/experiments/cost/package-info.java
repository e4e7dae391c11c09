/** What a run will cost, said before it starts (EXP-43). */
package org.medchain.experiments.cost;
