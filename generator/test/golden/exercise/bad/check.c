TEST(a, .points = 4)
{
}
