/**
 * Demanders ask for data, draw deals from providers' offers, and providers sign them (paper §4 (3);
 * CON-40 to CON-44; decision 0273).
 */
package org.medchain.contract.deals;
