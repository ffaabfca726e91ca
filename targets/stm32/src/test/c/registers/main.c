/* Every test of the board support against the models; built and run once for each board by test-registers. */
void clock_tests(void);
void pins_tests(void);
void gpio_tests(void);
void thermometer_tests(void);
void usart_tests(void);
void watchdog_tests(void);
void identity_tests(void);
void store_tests(void);
void random_tests(void);
void i2c_tests(void);

int main(void) {
    clock_tests();
    pins_tests();
    gpio_tests();
    thermometer_tests();
    usart_tests();
    watchdog_tests();
    identity_tests();
    store_tests();
    random_tests();
    i2c_tests();
    return 0;
}
