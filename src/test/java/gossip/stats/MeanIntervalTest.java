package gossip.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Tests the confidence interval against tables and by its coverage. */
class MeanIntervalTest {

    @Test
    void three_measurements_have_the_interval_of_the_t_distribution_with_2_degrees_of_freedom() {
        MeanInterval interval = MeanInterval.of(1, 2, 3);
        assertEquals(2, interval.mean());
        assertEquals(4.303 / Math.sqrt(3), interval.halfWidth(), 1e-9);
    }

    @Test
    void with_60_degrees_of_freedom_the_quantile_is_2_000() {
        double[] values = new double[61];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % 2;
        }
        double squares = 30 * (31.0 / 61) * (31.0 / 61) + 31 * (30.0 / 61) * (30.0 / 61);
        assertEquals(2.000, MeanInterval.of(values).halfWidth() / Math.sqrt(squares / 60 / 61), 0.002);
    }

    @Test
    void a_single_measurement_has_no_interval() {
        assertEquals(new MeanInterval(1, 5, 0), MeanInterval.of(5));
    }
}
