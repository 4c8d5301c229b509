/* Records in records, and the texts in them. */
#include "boundary_values.h"
#include "support.h"

HOST_WITHOUT_THREADS

static const values_person ada = {
    .name = "Ada", .age = 36, .home = {.street = "Street 1", .city = NULL}, .position = {.x = 1}};

static void reversed__line__then_ends_swapped(void **state) {
    (void)state;
    const values_line line = {
        .from = {1, 2}, .to = {3, 4}, .style = {2, VALUES_SIDE_LEFT, VALUES_ACCESS_READ}};
    values_line reversed;
    expect_ok(boundary_values_reversed(&line, &reversed));
    assert_true(reversed.from.x > 2.9 && reversed.to.x < 1.1 && reversed.style.width == 2);
}

static void reversed__inner_enum_unknown__then_message_names_the_path(void **state) {
    (void)state;
    values_line line = {.style = {1, (values_side)8, VALUES_ACCESS_NONE}};
    values_line reversed;
    expect_error(boundary_values_reversed(&line, &reversed), TENON_BAD_VALUE, "values_reversed",
                 "line.style.arrow: 8 is no values_side");
    line.style = (values_style){1, VALUES_SIDE_LEFT, (values_access)4};
    expect_error(boundary_values_reversed(&line, &reversed), TENON_BAD_VALUE, "values_reversed",
                 "line.style.access: 4 is no values_access");
}

static void square__lines__then_block_of_records(void **state) {
    (void)state;
    tenon_block block;
    expect_ok(boundary_values_square(2, &block));
    const values_line *lines = block.data;
    double length = 0;
    assert_int_equal(block.count, 4);
    expect_ok(boundary_values_total_length(lines, block.count, &length));
    assert_true(length > 7.9 && length < 8.1);
    expect_ok(tenon_drop(block.handle));
    expect_error(boundary_values_square(-1, &block), VALUES_BAD_ARGUMENT, "values_square", "");
    assert_true(block.handle == 0);
}

static void person__texts_in__then_read_up_to_the_nul(void **state) {
    (void)state;
    size_t bytes = 0;
    expect_ok(boundary_values_person_bytes(&ada, &bytes));
    assert_int_equal(bytes, strlen("AdaStreet 1"));
    expect_ok(boundary_values_person_bytes_of(&ada, &bytes));
    assert_int_equal(bytes, strlen("AdaStreet 1"));
}

static void person__text_missing_or_wrong__then_message_names_the_path(void **state) {
    (void)state;
    size_t bytes = 0;
    values_person persons[2] = {ada, ada};
    persons[1].home.street = NULL;
    expect_error(boundary_values_person_bytes(&persons[1], &bytes), TENON_BAD_VALUE, "values_person_bytes",
                 "person.home.street: the text is missing");
    persons[1].home.street = "\xff";
    expect_error(boundary_values_persons_bytes(persons, 2, &bytes), TENON_BAD_TEXT, "values_persons_bytes",
                 "persons.home.street: the text is not UTF-8");
}

static void someone__texts_out__then_copies_of_their_own(void **state) {
    (void)state;
    values_person first, second;
    bool present = false;
    expect_ok(boundary_values_someone(0, &first, &present));
    expect_ok(boundary_values_someone(0, &second, &present));
    assert_true(present);
    assert_string_equal(first.name, "Ada Lovelace");
    assert_string_equal(first.home.city, "London");
    assert_ptr_not_equal(first.name, second.name);
    boundary_release_values_person(&first);
    assert_null(first.name);
    boundary_release_values_person(&first); /* nothing is left to free */
    assert_string_equal(second.home.street, "12 St James's Square");
    boundary_release_values_person(&second);
    expect_ok(boundary_values_someone(1, &first, &present));
    assert_null(first.home.city);
    boundary_release_values_person(&first);
    expect_ok(boundary_values_someone(2, &first, &present));
    assert_false(present);
    assert_null(first.name);
}

static void birthday__texts_in_and_out__then_host_keeps_its_own(void **state) {
    (void)state;
    values_person person = ada;
    expect_ok(boundary_values_birthday(&person));
    assert_int_equal(person.age, 37);
    assert_string_equal(person.name, "Ada");
    assert_ptr_not_equal(person.name, ada.name);
    boundary_release_values_person(&person);
}

static void person_new__owned_record__then_copied_and_freed(void **state) {
    (void)state;
    values_person person;
    bool present = false;
    expect_ok(boundary_values_person_new(TEXT("Eva"), 4, &person, &present));
    assert_true(present && person.age == 4);
    assert_string_equal(person.name, "Eva");
    assert_string_equal(person.home.street, "Main Street");
    boundary_release_values_person(&person);
}

static void broken_person__no_text__then_broken_contract(void **state) {
    (void)state;
    values_person person;
    expect_error(boundary_values_broken_person(true, &person), TENON_BROKEN_CONTRACT, "values_broken_person",
                 "result.home.street: the text is missing");
    assert_null(person.name);
    expect_error(boundary_values_broken_person(false, &person), TENON_BROKEN_CONTRACT, "values_broken_person",
                 "result.home.street: the text is not UTF-8");
    assert_null(person.name);
}

static void holder__owner_set__then_read_back(void **state) {
    (void)state;
    tenon_handle holder = 0;
    values_person owner;
    expect_ok(boundary_values_holder_new(&holder));
    expect_ok(boundary_values_holder_owner(holder, &owner));
    assert_string_equal(owner.name, "");
    boundary_release_values_person(&owner);
    expect_ok(boundary_values_holder_set_owner(holder, &ada));
    expect_ok(boundary_values_holder_owner(holder, &owner));
    assert_string_equal(owner.home.street, "Street 1");
    boundary_release_values_person(&owner);
    expect_ok(tenon_drop(holder));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        BOUNDARY_TEST(reversed__line__then_ends_swapped),
        BOUNDARY_TEST(reversed__inner_enum_unknown__then_message_names_the_path),
        BOUNDARY_TEST(square__lines__then_block_of_records),
        BOUNDARY_TEST(person__texts_in__then_read_up_to_the_nul),
        BOUNDARY_TEST(person__text_missing_or_wrong__then_message_names_the_path),
        BOUNDARY_TEST(someone__texts_out__then_copies_of_their_own),
        BOUNDARY_TEST(birthday__texts_in_and_out__then_host_keeps_its_own),
        BOUNDARY_TEST(person_new__owned_record__then_copied_and_freed),
        BOUNDARY_TEST(broken_person__no_text__then_broken_contract),
        BOUNDARY_TEST(holder__owner_set__then_read_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
