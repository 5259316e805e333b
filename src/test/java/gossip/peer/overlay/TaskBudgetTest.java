package gossip.peer.overlay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.peer.overlay.TaskBudget.Task;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TaskBudgetTest {

    private static final Duration HEARTBEAT = Duration.ofSeconds(1);
    private static final int HEARTBEATS = 100;

    private final TaskBudget budget = new TaskBudget(HEARTBEAT, false);

    private int dialAll(Task task) {
        int dials = 0;
        while (budget.tryDial(task)) {
            dials++;
        }
        return dials;
    }

    @Test
    void all_tasks_together_take_at_most_a_quarter_of_one_core_averaged_over_the_heartbeats() {
        long nanos = 0;
        for (int i = 0; i < HEARTBEATS; i++) {
            for (Task task : new Task[] {Task.REDIAL, Task.PROBE, Task.REGISTRATION}) {
                nanos += dialAll(task) * TaskBudget.DIAL.toNanos();
            }
            while (budget.isAvailable(Task.EXCHANGE)) {
                budget.useItems(777);
                nanos += 777 * TaskBudget.ITEM.toNanos();
            }
            budget.heartbeat(0);
        }
        long most = HEARTBEAT.toNanos() * HEARTBEATS / 4;
        assertTrue(nanos <= most + 777 * TaskBudget.ITEM.toNanos() && nanos > most * 0.95, nanos + " of " + most);
    }

    @Test
    void a_task_that_has_spent_its_share_takes_nothing_of_the_others() {
        assertEquals(200, dialAll(Task.PROBE));
        assertFalse(budget.isAvailable(Task.PROBE));
        assertEquals(200, dialAll(Task.REDIAL));
        assertTrue(budget.isAvailable(Task.EXCHANGE));
    }

    @Test
    void what_a_task_takes_beyond_its_share_is_missing_later() {
        budget.useItems(50_000);
        budget.heartbeat(0);
        assertFalse(budget.isAvailable(Task.EXCHANGE), "20,000 items in a heartbeat");
        budget.heartbeat(0);
        assertTrue(budget.isAvailable(Task.EXCHANGE));
    }

    @Test
    void a_share_that_is_not_used_is_not_kept() {
        budget.heartbeat(0);
        budget.heartbeat(0);
        assertEquals(200, dialAll(Task.REGISTRATION));
    }

    @Test
    void a_late_heartbeat_leaves_a_quarter_and_each_punctual_one_doubles_it_up_to_the_full_share() {
        budget.heartbeat(HEARTBEAT.toNanos() / 3);
        assertEquals(50, dialAll(Task.PROBE));
        budget.heartbeat(0);
        assertEquals(100, dialAll(Task.PROBE));
        budget.heartbeat(0);
        assertEquals(200, dialAll(Task.PROBE));
        budget.heartbeat(0);
        assertEquals(200, dialAll(Task.PROBE));
    }

    @Test
    void while_all_heartbeats_are_late_a_task_gets_a_dial_in_five_of_them() {
        int dials = 0;
        for (int i = 0; i < 105; i++) {
            budget.heartbeat(HEARTBEAT.toNanos() / 3);
            int dialed = dialAll(Task.PROBE);
            dials += i < 5 ? 0 : dialed;
        }
        assertEquals(20, dials, 1);
    }

    @Test
    void dials_with_tls_cost_more() {
        TaskBudget tls = new TaskBudget(HEARTBEAT, true);
        int dials = 0;
        while (tls.tryDial(Task.REDIAL)) {
            dials++;
        }
        assertEquals(10, dials);
    }
}
